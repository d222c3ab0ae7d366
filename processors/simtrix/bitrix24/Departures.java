package simtrix.bitrix24;

import java.util.List;
import java.util.Set;

/**
 * Is told what leaves for a portal, before it leaves: so that after a crash it is known since when
 * the portal may be working on a write of which nobody will hear the end (decision 0003).
 */
public interface Departures {

  /**
   * A request with these writes is about to leave; if this throws it stays here.
   *
   * @param origins of the writes; each once
   * @return those that must stay, because another attempt has begun since (decision 0020)
   */
  Set<Origin> leaving(List<Origin> origins);
}
