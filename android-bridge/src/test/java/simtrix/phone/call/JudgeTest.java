package simtrix.phone.call;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;
import static simtrix.phone.testing.Calls.JAN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;

public class JudgeTest {

  private static final Instant RANG = Instant.parse("2026-11-24T09:00:00Z");

  @Test
  public void theLogTellsAnsweredMissedAndRejected() {
    assertThat(outcome(rang(), row(LogRow.Type.ANSWERED, 90))).isEqualTo(Outcome.ANSWERED);
    assertThat(outcome(rang(), row(LogRow.Type.MISSED, 0))).isEqualTo(Outcome.MISSED);
    assertThat(outcome(rang(), row(LogRow.Type.VOICEMAIL, 30))).isEqualTo(Outcome.MISSED);
    assertThat(outcome(rang(), row(LogRow.Type.REJECTED, 0))).isEqualTo(Outcome.REJECTED);
    assertThat(outcome(rang(), row(LogRow.Type.BLOCKED, 0))).isEqualTo(Outcome.REJECTED);
    assertThat(outcome(rang(), row(LogRow.Type.ANSWERED_ELSEWHERE, 40)))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  public void anIncomingRowOfNoLengthThatNobodyPickedUpWasMissed() {
    assertThat(outcome(rang(), row(LogRow.Type.ANSWERED, 0))).isEqualTo(Outcome.MISSED);
    assertThat(outcome(rang().pickedUp(RANG.plusSeconds(4)), row(LogRow.Type.ANSWERED, 0)))
        .isEqualTo(Outcome.ANSWERED);
  }

  @Test
  public void theTalkIsAsLongAsTheLogSays() {
    Call call = rang().pickedUp(RANG.plusSeconds(7)).over(RANG.plusSeconds(400));

    Verdict verdict = Judge.byLog(call, row(LogRow.Type.ANSWERED, 95)).verdict().orElseThrow();

    assertThat(verdict.answeredAt()).contains(RANG.plusSeconds(7));
    assertThat(verdict.talk()).isEqualTo(Duration.ofSeconds(95));
    assertThat(verdict.fromLog()).isTrue();
  }

  @Test
  public void anAnswerThatNobodyHeardOfIsReckonedBackFromTheEnd() {
    Call call = rang().over(RANG.plusSeconds(60));

    Verdict verdict = Judge.byLog(call, row(LogRow.Type.ANSWERED, 50)).verdict().orElseThrow();

    assertThat(verdict.answeredAt()).contains(RANG.plusSeconds(10));
  }

  @Test
  public void timesStayInOrderWhenTheClockWasPutBack() {
    Call call = rang().pickedUp(RANG.minusSeconds(3600)).over(RANG.minusSeconds(3500));

    Verdict log = Judge.byLog(call, row(LogRow.Type.ANSWERED, 50)).verdict().orElseThrow();
    Verdict clock = Judge.byClock(call).verdict().orElseThrow();

    assertThat(log.answeredAt().orElseThrow()).isAfterOrEqualTo(RANG);
    assertThat(clock.answeredAt().orElseThrow()).isAfterOrEqualTo(RANG);
    assertThat(clock.endedAt()).isAfterOrEqualTo(clock.answeredAt().orElseThrow());
  }

  @Test
  public void theLogTellsWhyANumberIsAbsentAndNeverTakesOneAway() {
    LogRow withheld =
        new LogRow(
            1,
            LogRow.Type.MISSED,
            RANG,
            Duration.ZERO,
            Optional.empty(),
            Presentation.RESTRICTED,
            Optional.of(1));
    Call numberless =
        Call.ringing(UUID.randomUUID(), Optional.empty(), Optional.empty(), false, RANG);

    assertThat(Judge.byLog(numberless, withheld).presentation()).isEqualTo(Presentation.RESTRICTED);
    assertThat(Judge.byLog(numberless, withheld).slot()).contains(1);
    assertThat(Judge.byLog(rang(), withheld).number()).contains(EVA);
  }

  @Test
  public void withoutALogTheBroadcastsAndTheClockDecide() {
    assertThat(Judge.byClock(rang().over(RANG.plusSeconds(20))).verdict().orElseThrow().outcome())
        .isEqualTo(Outcome.MISSED);
    Verdict answered =
        Judge.byClock(rang().pickedUp(RANG.plusSeconds(5)).over(RANG.plusSeconds(65)))
            .verdict()
            .orElseThrow();
    assertThat(answered.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(answered.talk()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  public void aRowMakesTheSameCallHoweverOftenItIsRead() {
    LogRow row = row(LogRow.Type.MISSED, 0);

    assertThat(Judge.fromLog(row, "phone").id()).isEqualTo(Judge.fromLog(row, "phone").id());
    assertThat(Judge.fromLog(row, "phone").id()).isNotEqualTo(Judge.fromLog(row, "other").id());
  }

  @Test
  public void aRowGoesToTheNearestCallOfItsNumber() {
    Call first = rang().over(RANG.plusSeconds(5));
    Call second =
        Call.ringing(
                UUID.randomUUID(), Optional.of(EVA), Optional.empty(), false, RANG.plusSeconds(12))
            .over(RANG.plusSeconds(20));
    LogRow one = row(1, RANG.minusMillis(400), LogRow.Type.REJECTED, Optional.of("0151 12345678"));
    LogRow two = row(2, RANG.plusMillis(11_700), LogRow.Type.MISSED, Optional.of(EVA));
    LogRow other = row(3, RANG.plusSeconds(2), LogRow.Type.MISSED, Optional.of(JAN));

    Reconciliation result =
        Reconciliation.of(List.of(first, second), List.of(), List.of(other, two, one));

    assertThat(result.found()).containsEntry(first, one).containsEntry(second, two);
    assertThat(result.untold()).containsExactly(other);
  }

  @Test
  public void aNumberlessCallTakesTheRowOfItsTimeUnlessAnotherIsSurer() {
    Call numberless =
        Call.ringing(UUID.randomUUID(), Optional.empty(), Optional.empty(), false, RANG);
    Call known = rang();
    LogRow row = row(1, RANG.plusSeconds(1), LogRow.Type.MISSED, Optional.of(EVA));

    assertThat(Reconciliation.of(List.of(numberless), List.of(), List.of(row)).found())
        .containsEntry(numberless, row);
    assertThat(Reconciliation.of(List.of(numberless, known), List.of(), List.of(row)).found())
        .containsOnlyKeys(known);
  }

  @Test
  public void aRowOfAnotherTimeIsAnotherCall() {
    LogRow row = row(1, RANG.plusSeconds(120), LogRow.Type.MISSED, Optional.of(EVA));

    assertThat(Reconciliation.of(List.of(rang()), List.of(), List.of(row)).untold())
        .containsExactly(row);
  }

  @Test
  public void aMailBoxEntryOfACallThatIsKnownIsNoFurtherCall() {
    LogRow missed = row(1, RANG, LogRow.Type.MISSED, Optional.of(EVA));
    LogRow mail = row(2, RANG.plusSeconds(40), LogRow.Type.VOICEMAIL, Optional.of(EVA));

    assertThat(Reconciliation.of(List.of(), List.of(), List.of(missed, mail)).untold())
        .containsExactly(missed);
    assertThat(Reconciliation.of(List.of(), List.of(rang()), List.of(mail)).untold()).isEmpty();
  }

  @Test
  public void numbersAreComparedByTheirDigits() {
    assertThat(Numbers.same("+49 151 1234-5678", "015112345678")).isTrue();
    assertThat(Numbers.same("+4915112345678", "+4915112345679")).isFalse();
    assertThat(Numbers.same("110", "0049110")).isFalse();
    assertThat(Numbers.same("Service", "Service")).isTrue();
  }

  private static Outcome outcome(Call call, LogRow row) {
    return Judge.byLog(call, row).verdict().orElseThrow().outcome();
  }

  private static Call rang() {
    return Call.ringing(UUID.randomUUID(), Optional.of(EVA), Optional.empty(), false, RANG);
  }

  private static LogRow row(LogRow.Type type, int seconds) {
    return new LogRow(
        1,
        type,
        RANG,
        Duration.ofSeconds(seconds),
        Optional.of(EVA),
        Presentation.ALLOWED,
        Optional.empty());
  }

  private static LogRow row(long id, Instant at, LogRow.Type type, Optional<String> number) {
    return new LogRow(id, type, at, Duration.ZERO, number, Presentation.ALLOWED, Optional.empty());
  }
}
