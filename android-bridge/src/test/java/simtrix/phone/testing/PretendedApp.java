package simtrix.phone.testing;

import android.app.Application;
import android.content.SharedPreferences;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import simtrix.phone.account.Account;
import simtrix.phone.app.Parts;
import simtrix.phone.app.PartsSource;
import simtrix.phone.app.SelfTest;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.health.Health;
import simtrix.phone.health.Need;
import simtrix.phone.history.History;
import simtrix.phone.history.PastCall;
import simtrix.phone.outbox.Outbox;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.outbox.Refusal;

/**
 * An application whose parts are fields that a test sets. What works beside works at once. It is
 * noon of the day after the one with the longest name of a year.
 */
public final class PretendedApp extends Application implements PartsSource, Parts {

  public final FakeClock clock = new FakeClock();
  public final FakeAccount account = new FakeAccount();
  public final Map<Need, Boolean> needs = new EnumMap<>(Need.class);
  public final List<PastCall> calls = new ArrayList<>();
  public final List<Refusal> refusals = new ArrayList<>();
  public OutboxState state =
      new OutboxState(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  public SelfTest.Result testResult = SelfTest.Result.WORKS;
  public int sent;
  public int refreshed;
  public Executor background = Runnable::run;

  public PretendedApp() {
    clock.set(
        LocalDate.of(2026, Month.SEPTEMBER, 26)
            .atTime(LocalTime.NOON)
            .atZone(ZoneId.systemDefault())
            .toInstant());
    for (Need need : Need.values()) {
      needs.put(need, true);
    }
  }

  @Override
  public void onCreate() {
    super.onCreate();
    firstRunIsOver();
  }

  /** It was gone through to its end. */
  public void firstRunIsOver() {
    firstRun().edit().putBoolean("TEST", true).apply();
  }

  /** As on the day of its installation. */
  public void isNew() {
    firstRun().edit().clear().apply();
    account.pairing = Optional.empty();
  }

  public void trouble(OutboxState.Trouble trouble, int waiting) {
    Instant now = clock.now();
    state =
        new OutboxState(
            waiting,
            Optional.of(now.minusSeconds(4_000)).filter(oldest -> waiting > 0),
            Optional.of(now.minusSeconds(5_000)),
            Optional.of(trouble),
            Optional.of(now.plusSeconds(90)));
  }

  @Override
  public Parts parts() {
    return this;
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Outbox outbox() {
    return new PretendedOutbox();
  }

  @Override
  public History history() {
    return new PretendedHistory();
  }

  @Override
  public Health health() {
    return () -> needs;
  }

  @Override
  public PhoneClock clock() {
    return clock;
  }

  @Override
  public SelfTest selfTest() {
    return () -> testResult;
  }

  @Override
  public Executor background() {
    return background;
  }

  private SharedPreferences firstRun() {
    return getSharedPreferences("first-run", MODE_PRIVATE);
  }

  private final class PretendedOutbox implements Outbox {
    @Override
    public OutboxState state() {
      return state;
    }

    @Override
    public List<Refusal> refusals() {
      return List.copyOf(refusals);
    }

    @Override
    public void dismiss(long refusal) {
      refusals.removeIf(known -> known.id() == refusal);
    }

    @Override
    public void sendNow() {
      sent++;
    }
  }

  private final class PretendedHistory implements History {
    @Override
    public List<PastCall> recent() {
      return List.copyOf(calls);
    }

    @Override
    public void refresh() {
      refreshed++;
    }
  }
}
