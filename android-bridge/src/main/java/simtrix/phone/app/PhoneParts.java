package simtrix.phone.app;

import android.Manifest;
import android.content.Context;
import android.net.ConnectivityManager;
import android.telephony.TelephonyManager;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import simtrix.phone.account.Account;
import simtrix.phone.account.PairingListener;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.book.CallBook;
import simtrix.phone.call.CallTracker;
import simtrix.phone.device.KeyVault;
import simtrix.phone.device.Notes;
import simtrix.phone.device.Permissions;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.device.Sims;
import simtrix.phone.device.Threads;
import simtrix.phone.device.Vault;
import simtrix.phone.health.AndroidHealth;
import simtrix.phone.health.Health;
import simtrix.phone.health.Heartbeat;
import simtrix.phone.history.CallHistory;
import simtrix.phone.history.History;
import simtrix.phone.outbox.CallOutbox;
import simtrix.phone.outbox.Outbox;
import simtrix.phone.panel.Panel;
import simtrix.phone.recording.RecordingFolder;
import simtrix.phone.recording.Recordings;
import simtrix.phone.ring.CardCache;
import simtrix.phone.ring.RingDirector;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.Conditions;
import simtrix.phone.server.ServerAddress;
import simtrix.phone.telephony.AndroidSims;
import simtrix.phone.telephony.CallLogReader;
import simtrix.phone.telephony.CallWatch;
import simtrix.phone.telephony.LogWatch;
import simtrix.phone.telephony.Settlement;

/** The one place that knows all parts of the app. */
public final class PhoneParts implements Parts {

  private final ScheduledExecutorService calls = Threads.one("calls");
  private final ScheduledExecutorService sending = Threads.one("sending");
  private final ScheduledExecutorService timer = Threads.one("timer");
  private final ExecutorService network = Threads.many("network");

  private final PhoneDatabase database;
  private final StoredAccount account;
  private final CardCache cards;
  private final CallOutbox outbox;
  private final CallHistory history;
  private final Health health;
  private final Heartbeat heartbeat;
  private final SelfTest selfTest;
  private final Settlement settlement;
  private final CallWatch watch;
  private final AppJobs jobs;
  private final PhoneClock clock;

  PhoneParts(Context context, Seams seams) {
    clock = seams.clock();
    database = new PhoneDatabase(context);
    jobs = new AppJobs(context);
    health = new AndroidHealth(context);
    Notes notes = new Notes(database);
    Vault vault = new KeyVault(seams.keys(), notes);
    CallBook book = new CallBook(database, notes, clock);
    Sims sims = new AndroidSims(context);
    ServerAddress addresses = new ServerAddress(seams.loopbackInClear());
    BridgeClient client = new BridgeClient(seams.http(), conditions(context, addresses, clock));
    PhoneDetails details = new PhoneDetails(context, health, this::queueLength);
    account = new StoredAccount(database, notes, vault, client, addresses, details, clock);
    cards = new CardCache(database, vault, clock);
    Panel panel = seams.panel().apply(account);
    Recordings recordings =
        new Recordings(
            database,
            new RecordingFolder(context),
            account,
            client,
            context.getContentResolver(),
            clock);
    outbox =
        new CallOutbox(
            database,
            account,
            book,
            client,
            recordings,
            sims,
            jobs,
            clock,
            new SecureRandom()::nextDouble,
            sending);
    history = new CallHistory(book, outbox, cards, account, client, clock);
    heartbeat = new Heartbeat(account, client, details, notes);
    selfTest = new RingTest(account, client, health, panel, clock, timer);
    RingDirector rings =
        new RingDirector(account, client, cards, book, sims, panel, clock, network, timer);
    CallsToServer listener = new CallsToServer(account, outbox, rings);
    LogWatch logWatch = new LogWatch(context, this::logChanged);
    settlement =
        new Settlement(
            database,
            book,
            new CallLogReader(context, sims),
            logWatch,
            listener,
            jobs,
            clock,
            calls);
    watch =
        new CallWatch(
            database,
            book,
            new CallTracker(UUID::randomUUID),
            settlement,
            listener,
            jobs,
            clock,
            () -> lineIsIdle(context),
            calls);
    account.listen(outbox);
    account.listen(new FirstSteps());
  }

  /** Does what is due, and asks Android to wake this app for the rest. Quick. */
  void carryOn() {
    background()
        .execute(
            () -> {
              if (account.pairing().isPresent()) {
                jobs.watch();
                wakeUp(false, () -> {});
                heartbeat.beatIfChanged();
              }
            });
  }

  /**
   * Reads the log, judges, sends.
   *
   * @param heartbeatDue whether the server is to be told how this phone fares
   * @param done is called on some thread when there is no more to do now
   */
  void wakeUp(boolean heartbeatDue, Runnable done) {
    watch.wakeUp(
        () ->
            network.execute(
                () -> {
                  try {
                    if (account.pairing().isPresent()) {
                      jobs.watch();
                    }
                    outbox.send();
                    if (heartbeatDue) {
                      heartbeat.beat();
                    }
                  } finally {
                    done.run();
                  }
                }));
  }

  public CallWatch watch() {
    return watch;
  }

  AppJobs jobs() {
    return jobs;
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public PhoneClock clock() {
    return clock;
  }

  @Override
  public SelfTest selfTest() {
    return selfTest;
  }

  @Override
  public Executor background() {
    return network;
  }

  void close() {
    calls.shutdownNow();
    sending.shutdownNow();
    timer.shutdownNow();
    network.shutdownNow();
    for (ExecutorService threads : List.of(calls, sending, timer, network)) {
      try {
        threads.awaitTermination(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    database.close();
  }

  private int queueLength() {
    return outbox.queueLength();
  }

  private void logChanged() {
    calls.execute(settlement::changed);
  }

  private static Conditions conditions(Context context, ServerAddress addresses, PhoneClock clock) {
    ConnectivityManager networks = context.getSystemService(ConnectivityManager.class);
    return new Conditions() {
      @Override
      public Instant now() {
        return clock.now();
      }

      @Override
      public boolean online() {
        return networks == null || networks.getActiveNetwork() != null;
      }

      @Override
      public ServerAddress addresses() {
        return addresses;
      }
    };
  }

  @SuppressWarnings("deprecation")
  private static boolean lineIsIdle(Context context) {
    TelephonyManager telephony = context.getSystemService(TelephonyManager.class);
    return Permissions.granted(context, Manifest.permission.READ_PHONE_STATE)
        && telephony != null
        && telephony.getCallState() == TelephonyManager.CALL_STATE_IDLE;
  }

  /** What a new pairing begins with. */
  private final class FirstSteps implements PairingListener {

    @Override
    public void paired(String company, Optional<String> before) {
      if (before.isEmpty()) {
        cards.clear();
      }
      if (before.isEmpty() || !settlement.started()) {
        settlement.startFrom(clock.now());
      }
      carryOn();
    }

    @Override
    public void unpaired() {
      settlement.stop();
    }
  }
}
