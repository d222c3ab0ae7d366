package simtrix.phone.testing;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Application;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.rules.ExternalResource;
import org.robolectric.RuntimeEnvironment;
import simtrix.phone.account.PairingResult;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.book.CallBook;
import simtrix.phone.call.Call;
import simtrix.phone.call.Outcome;
import simtrix.phone.call.Presentation;
import simtrix.phone.call.Verdict;
import simtrix.phone.device.KeyVault;
import simtrix.phone.device.KeystoreKey;
import simtrix.phone.device.Notes;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.device.Sims;
import simtrix.phone.device.Vault;
import simtrix.phone.outbox.CallOutbox;
import simtrix.phone.recording.RecordingFolder;
import simtrix.phone.recording.Recordings;
import simtrix.phone.ring.CardCache;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.PhoneFacts;
import simtrix.phone.server.ServerAddress;

/** The core of the app on a phone whose clocks, server and jobs are in the hand of a test. */
public final class Bench extends ExternalResource {

  public static final PhoneFacts FACTS =
      new PhoneFacts("Eva's phone", "Pixel 9", "16", "1.0.0", 0, Map.of("callLog", true));

  public final Application app = RuntimeEnvironment.getApplication();
  public final FakeServer server = new FakeServer();
  public final FakeClock clock = new FakeClock();
  public final SomeJobs jobs = new SomeJobs();
  public final FakeTimer timer = new FakeTimer();
  public final FakeConditions conditions = new FakeConditions(clock::now, new ServerAddress(true));
  private final boolean paired;

  public PhoneDatabase database;
  public Notes notes;
  public Vault vault;
  public BridgeClient client;
  public StoredAccount account;
  public CallBook book;
  public CardCache cards;
  public Recordings recordings;
  public CallOutbox outbox;

  private Bench(boolean paired) {
    this.paired = paired;
  }

  /** A phone that is nobody's yet. */
  public static Bench unpaired() {
    return new Bench(false);
  }

  public static Bench paired() {
    return new Bench(true);
  }

  @Override
  protected void before() {
    FakeKeystore.install();
    start();
    if (paired) {
      pair();
    }
  }

  @Override
  protected void after() {
    database.close();
    server.close();
  }

  /** As after the process was killed: everything is made anew over the same disk. */
  public void kill() {
    database.close();
    start();
  }

  public void pair() {
    assertThat(account.pair(server.code())).isEqualTo(PairingResult.PAIRED);
  }

  /** A call that was missed and judged. */
  public Call missed(String number) {
    return over(number, Optional.empty(), clock.now().plusSeconds(20), Outcome.MISSED);
  }

  /** A call that was answered and talked for a minute. */
  public Call answered(String number) {
    Instant pickedUp = clock.now().plusSeconds(5);
    return over(number, Optional.of(pickedUp), pickedUp.plusSeconds(60), Outcome.ANSWERED);
  }

  /** The same call before it was over. */
  public static Call unjudged(Call over, Optional<Instant> pickedUp) {
    return new Call(
        over.id(),
        over.number(),
        over.presentation(),
        over.slot(),
        over.rangAt(),
        false,
        pickedUp,
        Optional.empty(),
        Optional.empty());
  }

  /** Keeps a call in book and outbox, as the watch does. */
  public Call keep(Call call) {
    database.inOne(
        () -> {
          book.keep(call);
          outbox.keep(call);
        });
    return call;
  }

  public static Sims noSims() {
    return new Sims() {
      @Override
      public Optional<Integer> slotOfSubscription(int subscription) {
        return Optional.empty();
      }

      @Override
      public Optional<Integer> slotOfAccount(String account) {
        return Optional.empty();
      }

      @Override
      public Optional<String> name(int slot) {
        return Optional.empty();
      }

      @Override
      public Optional<String> number(int slot) {
        return Optional.empty();
      }
    };
  }

  private Call over(String number, Optional<Instant> pickedUp, Instant end, Outcome outcome) {
    return new Call(
        UUID.randomUUID(),
        Optional.of(number),
        Presentation.ALLOWED,
        Optional.empty(),
        clock.now(),
        false,
        pickedUp,
        Optional.of(end),
        Optional.of(new Verdict(outcome, pickedUp, end, true)));
  }

  private void start() {
    database = new PhoneDatabase(app);
    notes = new Notes(database);
    vault = new KeyVault(new KeystoreKey(), notes);
    client = new BridgeClient(BridgeClient.http(), conditions);
    account =
        new StoredAccount(
            database, notes, vault, client, conditions.addresses(), () -> FACTS, clock);
    book = new CallBook(database, notes, clock);
    cards = new CardCache(database, vault, clock);
    recordings =
        new Recordings(
            database, new RecordingFolder(app), account, client, app.getContentResolver(), clock);
    outbox =
        new CallOutbox(
            database, account, book, client, recordings, noSims(), jobs, clock, () -> 0.5, timer);
    account.listen(outbox);
  }
}
