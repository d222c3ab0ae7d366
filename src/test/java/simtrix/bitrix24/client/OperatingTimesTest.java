package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Operating time (REFERENCE 3.2). */
class OperatingTimesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final Instant RESET = NOW.plusSeconds(300);
  private final OperatingTimes times = new OperatingTimes(Clock.fixed(NOW, ZoneOffset.UTC));
  private final Command finish = new Command("a", "telephony.externalCall.finish", Map.of());
  private final Command other = new Command("b", "crm.lead.add", Map.of());

  @Test
  void aMethodNearItsLimitIsHeldUntilItIsFree() {
    saw(1, 460, RESET);

    CrmFailure held = times.held(1, List.of(other, finish)).orElseThrow();

    assertThat(held.category()).isEqualTo(Category.OPERATION_LIMIT);
    assertThat(held.isAttempt()).isFalse();
    assertThat(held.notBefore()).contains(RESET);
    assertThat(times.held(1, List.of(other))).isEmpty();
    assertThat(times.held(2, List.of(finish))).isEmpty();
  }

  @Test
  void aMethodOnItsWayThereIsSlowed() {
    saw(1, 400, RESET);

    assertThat(times.held(1, List.of(finish))).isEmpty();
    assertThat(times.pause(1, List.of(chain(finish)))).isPositive();
    assertThat(times.pause(1, List.of(chain(other)))).isZero();
  }

  @Test
  void afterTheResetNothingIsLeftOfIt() {
    saw(1, 470, NOW.minusSeconds(1));

    assertThat(times.held(1, List.of(finish))).isEmpty();
    assertThat(times.pause(1, List.of(chain(finish)))).isZero();
  }

  @Test
  void theTimesInsideABatchCount() {
    BatchRequest batch = new BatchRequest(List.of(chain(finish, other)));
    times.saw(
        1,
        batch,
        json(
            "{\"result\":{\"result_time\":{\"c0_a\":{\"operating\":470,\"operating_reset_at\":%d}}},\"time\":{}}"
                .formatted(RESET.getEpochSecond())));

    assertThat(times.held(1, List.of(finish))).isPresent();
  }

  @Test
  void theTimeOfBatchItselfHoldsEverything() {
    BatchRequest batch = new BatchRequest(List.of(chain(finish, other)));
    times.saw(
        1,
        batch,
        json(
            "{\"result\":{\"result_time\":[]},\"time\":{\"operating\":470,\"operating_reset_at\":%d}}"
                .formatted(RESET.getEpochSecond())));

    assertThat(times.held(1, List.of(other))).isPresent();
  }

  @Test
  void aBlockedMethodWaitsForTheLastKnownReset() {
    saw(1, 100, RESET);
    CrmFailure failure = FailureJudge.error(429, "OPERATION_TIME_LIMIT", "");

    assertThat(times.blocked(1, "Telephony.ExternalCall.Finish", failure).notBefore())
        .contains(RESET);
    assertThat(times.held(1, List.of(finish))).isPresent();
    assertThat(times.blocked(1, "crm.lead.add", failure).notBefore())
        .contains(NOW.plus(Duration.ofMinutes(1)));
  }

  private void saw(long portal, double seconds, Instant resetAt) {
    times.saw(
        portal,
        new BatchRequest(List.of(chain(finish))),
        json(
            "{\"result\":{},\"time\":{\"operating\":%s,\"operating_reset_at\":%d}}"
                .formatted(seconds, resetAt.getEpochSecond())));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Chain chain(Command... commands) {
    return Chain.of(Urgency.WRITE, List.of(commands));
  }
}
