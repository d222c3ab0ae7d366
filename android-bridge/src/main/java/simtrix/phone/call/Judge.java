package simtrix.phone.call;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Says how a call ended: by the call log where it has a row, otherwise by what was heard. */
public final class Judge {

  private Judge() {}

  /**
   * By the log. It tells answered from missed and from rejected, knows how long was talked, and why
   * a number is absent; when it rang and was picked up was heard more exactly.
   */
  public static Call byLog(Call call, LogRow row) {
    Outcome outcome = outcome(call, row);
    Call known = facts(call, row);
    if (outcome != Outcome.ANSWERED) {
      Instant ended =
          later(call.rangAt(), call.pickedUpAt().or(call::overAt).orElse(call.rangAt()));
      return known.judged(new Verdict(outcome, Optional.empty(), ended, true));
    }
    Instant answered = later(call.rangAt(), answeredAt(call, row));
    return known.judged(
        new Verdict(outcome, Optional.of(answered), answered.plus(row.talk()), true));
  }

  /**
   * By the broadcasts and the clock, where the log may not be read or has no row. A call beside
   * another one counts as missed then: to call back once too often does less harm than not at all.
   */
  public static Call byClock(Call call) {
    Instant stopped = call.pickedUpAt().or(call::overAt).orElse(call.rangAt());
    if (call.contested() || call.pickedUpAt().isEmpty()) {
      return call.judged(
          new Verdict(Outcome.MISSED, Optional.empty(), later(call.rangAt(), stopped), false));
    }
    Instant answered = later(call.rangAt(), stopped);
    Instant ended = later(answered, call.overAt().orElse(answered));
    return call.judged(new Verdict(Outcome.ANSWERED, Optional.of(answered), ended, false));
  }

  /**
   * A call that no broadcast told of, made from its row. Its id follows from the row and this
   * phone, so that the same row never makes two calls.
   *
   * @param phone what tells this phone from others, the same as long as its data live
   */
  public static Call fromLog(LogRow row, String phone) {
    byte[] name = (phone + "|" + row.key()).getBytes(StandardCharsets.UTF_8);
    Call heard =
        new Call(
            UUID.nameUUIDFromBytes(name),
            row.number(),
            row.presentation(),
            row.slot(),
            row.startedAt(),
            false,
            Optional.empty(),
            Optional.of(row.startedAt().plus(row.talk())),
            Optional.empty());
    return byLog(heard, row);
  }

  private static Outcome outcome(Call call, LogRow row) {
    return switch (row.type()) {
      case MISSED, VOICEMAIL -> Outcome.MISSED;
      case REJECTED, BLOCKED -> Outcome.REJECTED;
      case ANSWERED_ELSEWHERE -> Outcome.ANSWERED;
      // Some phones log what was never picked up as an incoming call of no length.
      case ANSWERED ->
          row.talk().isZero() && call.pickedUpAt().isEmpty() ? Outcome.MISSED : Outcome.ANSWERED;
    };
  }

  private static Instant answeredAt(Call call, LogRow row) {
    return call.pickedUpAt()
        .or(() -> call.overAt().map(over -> over.minus(row.talk())))
        .orElse(row.startedAt());
  }

  private static Call facts(Call call, LogRow row) {
    Call placed = call.withSlot(row.slot());
    if (row.number().isPresent()) {
      return call.number().isPresent() ? placed : placed.withNumber(row.number().get());
    }
    boolean explains = call.number().isEmpty() && row.presentation() != Presentation.ALLOWED;
    return explains ? placed.withholding(row.presentation()) : placed;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
