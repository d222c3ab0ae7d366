package simtrix.phone.health;

import java.util.Map;

/** What is allowed now. Quick enough for the main thread. */
public interface Health {

  /**
   * For each need whether it is met; needs that this Android version does not know are left out.
   */
  Map<Need, Boolean> needs();
}
