package simtrix.phone.testing;

import static org.assertj.core.api.Assertions.assertThat;

import android.Manifest;
import android.app.Application;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.Shadows;
import simtrix.phone.account.PairingCode;
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
import simtrix.phone.server.Conditions;
import simtrix.phone.server.PhoneFacts;
import simtrix.phone.server.ServerAddress;

/** The core of the app on a phone whose clock, server and jobs are in the hand of a test. */
public final class Bench implements AutoCloseable {

  public static final PhoneFacts FACTS =
      new PhoneFacts("Eva's phone", "Pixel 9", "16", "1.0.0", 0, Map.of("callLog", true));

  public final Application app = RuntimeEnvironment.getApplication();
  public final FakeServer server = new FakeServer();
  public final FakeClock clock = new FakeClock();
  public final SomeJobs jobs = new SomeJobs();
  public final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  public volatile boolean online = true;

  public PhoneDatabase database;
  public Notes notes;
  public Vault vault;
  public BridgeClient client;
  public StoredAccount account;
  public CallBook book;
  public CardCache cards;
  public Recordings recordings;
  public CallOutbox outbox;

  public Bench() {
    FakeKeystore.install();
    Shadows.shadowOf(app)
        .grantPermissions(Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_CALL_LOG);
    start();
  }

  /** As after the process was killed: everything is made anew over the same disk. */
  public void kill() {
    database.close();
    start();
  }

  public void pair() {
    assertThat(account.pair(new PairingCode(server.url(), "H7KM-3QXP")))
        .isEqualTo(PairingResult.PAIRED);
  }

  /** A call that was missed and judged. */
  public Call missed(String number) {
    Instant now = clock.now();
    return new Call(
        UUID.randomUUID(),
        Optional.of(number),
        Presentation.ALLOWED,
        Optional.empty(),
        now,
        false,
        Optional.empty(),
        Optional.of(now.plusSeconds(20)),
        Optional.of(new Verdict(Outcome.MISSED, Optional.empty(), now.plusSeconds(20), true)));
  }

  /** A call that was answered and talked for a minute. */
  public Call answered(String number) {
    Instant now = clock.now();
    return new Call(
        UUID.randomUUID(),
        Optional.of(number),
        Presentation.ALLOWED,
        Optional.empty(),
        now,
        false,
        Optional.of(now.plusSeconds(5)),
        Optional.of(now.plusSeconds(65)),
        Optional.of(
            new Verdict(
                Outcome.ANSWERED, Optional.of(now.plusSeconds(5)), now.plusSeconds(65), true)));
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

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    database.close();
    server.close();
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

  private void start() {
    database = new PhoneDatabase(app);
    notes = new Notes(database);
    vault = new KeyVault(new KeystoreKey(), notes);
    ServerAddress addresses = new ServerAddress(true);
    client = new BridgeClient(BridgeClient.http(), conditions(addresses));
    account = new StoredAccount(database, notes, vault, client, addresses, () -> FACTS, clock);
    book = new CallBook(database, notes, clock);
    cards = new CardCache(database, vault, clock);
    recordings =
        new Recordings(
            database, new RecordingFolder(app), account, client, app.getContentResolver(), clock);
    outbox =
        new CallOutbox(
            database, account, book, client, recordings, noSims(), jobs, clock, () -> 0.5, thread);
    account.listen(outbox);
  }

  private Conditions conditions(ServerAddress addresses) {
    return new Conditions() {
      @Override
      public Instant now() {
        return clock.now();
      }

      @Override
      public boolean online() {
        return online;
      }

      @Override
      public ServerAddress addresses() {
        return addresses;
      }
    };
  }
}
