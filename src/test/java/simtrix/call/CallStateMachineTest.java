package simtrix.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The state machine of a call cannot go back (DESIGN 3, facts about phones)")
class CallStateMachineTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final OffsetDateTime RANG = OffsetDateTime.parse("2026-11-24T10:00:00+01:00");
  private static final Optional<String> NUMBER = Optional.of("+4915112345678");

  private final CallRecord row =
      CallRecord.begin(UUID.randomUUID(), 1, "device", 12, RANG.toInstant(), NOW);

  @Test
  @DisplayName("Rings, is answered, ends: queued as answered with the talk time")
  void usualCall() {
    hear(ringing());
    assertThat(now().status()).isEqualTo(CallStatus.RINGING);
    hear(answered());
    assertThat(now().status()).isEqualTo(CallStatus.ANSWERED);
    hear(ended(CallOutcome.ANSWERED));
    assertThat(now().status()).isEqualTo(CallStatus.QUEUED);
    assertThat(now().outcome()).contains(CallOutcome.ANSWERED);
    assertThat(now().talkSeconds()).isEqualTo(88);
    assertThat(now().rang()).isEqualTo(RANG);
  }

  static Stream<List<String>> orders() {
    List<List<String>> orders = new ArrayList<>();
    permute(new ArrayList<>(List.of("RINGING", "ANSWERED", "ENDED")), 0, orders);
    return orders.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("orders")
  @DisplayName("The events of an answered call may come in any order, and twice")
  void anyOrder(List<String> order) {
    for (String event : order) {
      CallEvent heard =
          switch (event) {
            case "RINGING" -> ringing();
            case "ANSWERED" -> answered();
            default -> ended(CallOutcome.ANSWERED);
          };
      hear(heard);
      hear(heard);
    }
    assertThat(now().state()).isEqualTo(CallState.ENDED);
    assertThat(now().status()).isEqualTo(CallStatus.QUEUED);
    assertThat(now().outcome()).contains(CallOutcome.ANSWERED);
    assertThat(now().ticket()).isEqualTo(1);
  }

  @Test
  @DisplayName("ANSWERED followed by ENDED as MISSED is answered")
  void answeredNeverBecomesMissed() {
    hear(answered());
    hear(ended(CallOutcome.MISSED));
    assertThat(now().outcome()).contains(CallOutcome.ANSWERED);
  }

  @Test
  @DisplayName("An answer that arrives after the call was queued as missed makes it answered")
  void lateAnswer() {
    hear(ended(CallOutcome.MISSED));
    hear(answered());
    assertThat(now().outcome()).contains(CallOutcome.ANSWERED);
    assertThat(now().status()).isEqualTo(CallStatus.QUEUED);
    assertThat(now().ticket()).as("its message is on its way already").isEqualTo(1);
  }

  @Test
  @DisplayName("An answer that arrives after the call was written as missed asks for a correction")
  void lateAnswerAfterWriting() {
    hear(ended(CallOutcome.MISSED));
    row.written(CallOutcome.MISSED, NOW);
    assertThat(now().status()).isEqualTo(CallStatus.WRITTEN);
    hear(answered());
    assertThat(now().status()).isEqualTo(CallStatus.QUEUED);
    assertThat(now().needsCorrection()).isTrue();
    assertThat(now().ticket()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "A call that becomes answered while it is being written as missed is queued again at once")
  void changesWhileBeingWritten() {
    hear(ended(CallOutcome.MISSED));
    hear(answered());
    assertThat(row.written(CallOutcome.MISSED, NOW)).isTrue();
    assertThat(now().needsCorrection()).isTrue();
  }

  @Test
  @DisplayName("A late RINGING or a repeated ENDED changes nothing of a written call")
  void repetitionsAreHarmless() {
    hear(ended(CallOutcome.MISSED));
    row.written(CallOutcome.MISSED, NOW);
    hear(ringing());
    hear(ended(CallOutcome.MISSED));
    hear(ended(CallOutcome.REJECTED));
    assertThat(now().status()).isEqualTo(CallStatus.WRITTEN);
    assertThat(now().outcome()).contains(CallOutcome.MISSED);
  }

  @Test
  @DisplayName("A number may come late, and is not taken away again")
  void lateNumber() {
    hear(
        event(
            CallState.ENDED,
            Optional.of(CallOutcome.MISSED),
            Optional.empty(),
            Presentation.UNKNOWN));
    row.keepLocal(NOW);
    hear(event(CallState.RINGING, Optional.empty(), NUMBER, Presentation.ALLOWED));
    assertThat(now().isAnonymous()).isFalse();
    assertThat(now().status()).isEqualTo(CallStatus.QUEUED);
    hear(
        event(
            CallState.ENDED,
            Optional.of(CallOutcome.MISSED),
            Optional.empty(),
            Presentation.UNKNOWN));
    assertThat(now().e164()).isEqualTo(NUMBER);
  }

  @Test
  @DisplayName("A call that was closed because nothing followed is opened again by its end")
  void closedAndHeardOfAgain() {
    hear(ringing());
    row.close(NOW);
    assertThat(now().status()).isEqualTo(CallStatus.LOCAL);
    assertThat(now().outcome()).contains(CallOutcome.UNKNOWN);
    hear(ended(CallOutcome.REJECTED));
    assertThat(now().status()).isEqualTo(CallStatus.QUEUED);
    assertThat(now().outcome()).contains(CallOutcome.REJECTED);
  }

  @Test
  @DisplayName("A clock that jumps back between answer and end gives no negative talk time")
  void clockJumps() {
    hear(answered());
    hear(
        new CallEvent(
            CallState.ENDED,
            Optional.of(CallOutcome.ANSWERED),
            NUMBER,
            Presentation.ALLOWED,
            Optional.empty(),
            Optional.empty(),
            RANG.minusHours(1),
            Optional.empty(),
            Optional.of(RANG.minusMinutes(59)),
            CallEvent.Recording.NONE));
    assertThat(now().talkSeconds()).isZero();
  }

  private void hear(CallEvent event) {
    row.hear(event, event.number(), NOW);
  }

  private Call now() {
    return row.snapshot();
  }

  private static CallEvent ringing() {
    return event(CallState.RINGING, Optional.empty(), NUMBER, Presentation.ALLOWED);
  }

  private static CallEvent answered() {
    return new CallEvent(
        CallState.ANSWERED,
        Optional.empty(),
        NUMBER,
        Presentation.ALLOWED,
        Optional.empty(),
        Optional.empty(),
        RANG,
        Optional.of(RANG.plusNanos(7_500_000_000L)),
        Optional.empty(),
        CallEvent.Recording.NONE);
  }

  private static CallEvent ended(CallOutcome outcome) {
    Optional<OffsetDateTime> answeredAt =
        outcome == CallOutcome.ANSWERED
            ? Optional.of(RANG.plusNanos(7_500_000_000L))
            : Optional.empty();
    return new CallEvent(
        CallState.ENDED,
        Optional.of(outcome),
        NUMBER,
        Presentation.ALLOWED,
        Optional.empty(),
        Optional.empty(),
        RANG,
        answeredAt,
        Optional.of(RANG.plusSeconds(96)),
        CallEvent.Recording.NONE);
  }

  private static CallEvent event(
      CallState state,
      Optional<CallOutcome> outcome,
      Optional<String> number,
      Presentation presentation) {
    return new CallEvent(
        state,
        outcome,
        number,
        presentation,
        Optional.empty(),
        Optional.empty(),
        RANG,
        Optional.empty(),
        state == CallState.ENDED ? Optional.of(RANG.plusSeconds(20)) : Optional.empty(),
        CallEvent.Recording.NONE);
  }

  private static void permute(List<String> events, int from, List<List<String>> found) {
    if (from == events.size()) {
      found.add(List.copyOf(events));
      return;
    }
    for (int i = from; i < events.size(); i++) {
      Collections.swap(events, from, i);
      permute(events, from + 1, found);
      Collections.swap(events, from, i);
    }
  }
}
