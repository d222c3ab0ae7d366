package simtrix.phone.testing;

import android.app.Application;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import simtrix.phone.account.Account;
import simtrix.phone.app.Parts;
import simtrix.phone.app.PartsSource;
import simtrix.phone.app.SelfTest;
import simtrix.phone.call.Ring;
import simtrix.phone.health.Health;
import simtrix.phone.health.Need;
import simtrix.phone.history.History;
import simtrix.phone.history.PastCall;
import simtrix.phone.outbox.Outbox;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.outbox.Refusal;
import simtrix.phone.panel.Panel;
import simtrix.phone.server.Card;

/** An application whose parts are fields that a test sets. What works beside works at once. */
public final class PretendedApp extends Application implements PartsSource, Parts {

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
    for (Need need : Need.values()) {
      needs.put(need, true);
    }
  }

  /** As after a first run that was gone through to its end. */
  public void firstRunIsOver() {
    getSharedPreferences("first-run", MODE_PRIVATE).edit().putBoolean("TEST", true).apply();
  }

  public void trouble(OutboxState.Trouble trouble, int waiting) {
    Instant now = Instant.now();
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
  public Panel panel() {
    return new NoPanel();
  }

  @Override
  public SelfTest selfTest() {
    return () -> testResult;
  }

  @Override
  public Executor background() {
    return background;
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

  private static final class NoPanel implements Panel {
    @Override
    public void ringing(Ring ring) {}

    @Override
    public void card(UUID call, Card card, boolean fromPhone) {}

    @Override
    public void slow(UUID call) {}

    @Override
    public void offline(UUID call) {}

    @Override
    public void answered(UUID call) {}

    @Override
    public void ended(UUID call) {}
  }
}
