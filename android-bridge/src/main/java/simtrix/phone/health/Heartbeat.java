package simtrix.phone.health;

import java.util.Optional;
import java.util.function.Supplier;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.device.Notes;
import simtrix.phone.server.Answer;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.Credentials;
import simtrix.phone.server.PhoneFacts;

/** Tells the server how this phone fares, and fetches what the company has decided meanwhile. */
public final class Heartbeat {

  private static final String LAST = "heartbeat-permissions";

  private final StoredAccount account;
  private final BridgeClient client;
  private final Supplier<PhoneFacts> facts;
  private final Notes notes;

  public Heartbeat(
      StoredAccount account, BridgeClient client, Supplier<PhoneFacts> facts, Notes notes) {
    this.account = account;
    this.client = client;
    this.facts = facts;
    this.notes = notes;
  }

  /** Blocks while the network works. A heartbeat that does not get through is no loss. */
  public void beat() {
    Optional<Credentials> to = account.credentials();
    if (to.isEmpty()) {
      return;
    }
    PhoneFacts now = facts.get();
    Answer<Boolean> answer = client.heartbeat(to.get(), now);
    if (answer instanceof Answer.Taken) {
      account.believed();
      notes.keep(LAST, now.permissions().toString());
    } else if (answer instanceof Answer.NotBelieved) {
      account.notBelieved();
      return;
    }
    account.refreshSettings();
  }

  /** The same, when a permission has changed since the server last heard of it. */
  public void beatIfChanged() {
    if (!notes.text(LAST).equals(Optional.of(facts.get().permissions().toString()))) {
      beat();
    }
  }
}
