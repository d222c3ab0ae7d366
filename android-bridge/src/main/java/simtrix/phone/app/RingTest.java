package simtrix.phone.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.call.Presentation;
import simtrix.phone.call.Ring;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.health.Health;
import simtrix.phone.health.Need;
import simtrix.phone.panel.Panel;
import simtrix.phone.server.Answer;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.Card;
import simtrix.phone.server.Credentials;

/** The self-test: all that a ring needs, without a call and without a trace on the server. */
public final class RingTest implements SelfTest {

  /** From the block that the Federal Network Agency keeps free for films and the like. */
  public static final String NUMBER = "+493023125000";

  private static final Duration SLOW = Duration.ofMillis(1500);
  private static final Duration SHOWN = Duration.ofSeconds(8);

  private final StoredAccount account;
  private final BridgeClient client;
  private final Health health;
  private final Panel panel;
  private final PhoneClock clock;
  private final ScheduledExecutorService timer;

  public RingTest(
      StoredAccount account,
      BridgeClient client,
      Health health,
      Panel panel,
      PhoneClock clock,
      ScheduledExecutorService timer) {
    this.account = account;
    this.client = client;
    this.health = health;
    this.panel = panel;
    this.clock = clock;
    this.timer = timer;
  }

  @Override
  public Result run() {
    if (account.pairing().isEmpty()) {
      return Result.NOT_PAIRED;
    }
    Optional<Credentials> to = account.credentials();
    if (to.isEmpty()) {
      return Result.PAIR_AGAIN;
    }
    UUID call = UUID.randomUUID();
    panel.ringing(
        new Ring(call, Optional.of(NUMBER), Presentation.ALLOWED, Optional.empty(), clock.now()));
    var unused = timer.schedule(() -> panel.ended(call), SHOWN.toMillis(), TimeUnit.MILLISECONDS);
    long start = clock.elapsed();
    Answer<Card> answer = client.caller(to.get(), NUMBER);
    Duration took = Duration.ofMillis(clock.elapsed() - start);
    answer.taken().ifPresent(card -> panel.card(call, card, false));
    if (answer.taken().isEmpty()) {
      panel.offline(call);
    }
    return result(answer, took);
  }

  private Result result(Answer<Card> answer, Duration took) {
    if (answer instanceof Answer.NotBelieved) {
      account.notBelieved();
      return Result.PAIR_AGAIN;
    }
    if (answer instanceof Answer.Silence) {
      return Result.NO_ANSWER;
    }
    if (answer.taken().isEmpty()) {
      return Result.SERVER_TROUBLE;
    }
    account.believed();
    Map<Need, Boolean> needs = health.needs();
    if (!needs.get(Need.OVERLAY) && !needs.get(Need.NOTIFICATIONS)) {
      return Result.PANEL_NOT_ALLOWED;
    }
    return took.compareTo(SLOW) > 0 ? Result.WORKS_SLOWLY : Result.WORKS;
  }
}
