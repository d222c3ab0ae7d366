package simtrix.phone.telephony;

import java.util.UUID;
import simtrix.phone.call.Call;

/** Is told of calls on the thread of the watch, and must not keep it waiting. */
public interface CallListener {

  /** It rings, or its number has become known while it rings. */
  void ringing(Call call);

  void answered(UUID call);

  void ended(UUID call);

  /** To be kept in the transaction in which the call itself is kept. */
  void keep(Call call);

  /** What was kept may be sent now. */
  void kept();

  /** Whether calls concern anybody: a phone that is not paired forgets them. */
  boolean concerned();
}
