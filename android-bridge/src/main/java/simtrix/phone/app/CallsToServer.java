package simtrix.phone.app;

import java.util.UUID;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.call.Call;
import simtrix.phone.outbox.CallOutbox;
import simtrix.phone.ring.RingDirector;
import simtrix.phone.telephony.CallListener;

/** Leads what happens on the line to the panel and into the outbox. */
final class CallsToServer implements CallListener {

  private final StoredAccount account;
  private final CallOutbox outbox;
  private final RingDirector rings;

  CallsToServer(StoredAccount account, CallOutbox outbox, RingDirector rings) {
    this.account = account;
    this.outbox = outbox;
    this.rings = rings;
  }

  @Override
  public void ringing(Call call) {
    rings.ringing(call);
  }

  @Override
  public void answered(UUID call) {
    rings.answered(call);
  }

  @Override
  public void ended(UUID call) {
    rings.ended(call);
  }

  @Override
  public void keep(Call call) {
    outbox.keep(call);
  }

  @Override
  public void kept() {
    outbox.wake();
  }

  @Override
  public boolean concerned() {
    return account.pairing().isPresent();
  }
}
