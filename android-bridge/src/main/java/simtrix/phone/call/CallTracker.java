package simtrix.phone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns the tellings of Android into calls, one id for each. A ring is broadcast twice, with and
 * without the number, in no order; the number may come late or from the screening service; a second
 * call may ring beside the first. Keeps nothing itself: what is remembered is the {@link Board}.
 */
public final class CallTracker {

  /** A second ring of the same number within this time is the second copy of one broadcast. */
  static final Duration COPY = Duration.ofSeconds(2);

  /** A number that comes within this time belongs to the ring that had none. */
  static final Duration LATE = Duration.ofSeconds(3);

  /** The screening service sees a call this long before or after its ring at most. */
  static final Duration ANNOUNCED = Duration.ofSeconds(10);

  /** Nothing rings longer: the end of such a ring was never heard. */
  static final Duration LONGEST_RING = Duration.ofMinutes(5);

  private final Supplier<UUID> ids;

  public CallTracker(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** What follows from a telling: the next board, and what changed on the way to it. */
  public record Step(Board board, List<Change> changes) {}

  public Step next(Board board, Signal signal) {
    Turn turn = new Turn(board, signal.at());
    switch (signal.kind()) {
      case RINGING -> ringing(turn, signal);
      case OFFHOOK -> offhook(turn);
      case IDLE -> idle(turn);
      case ANNOUNCED -> announced(turn, signal.number().orElseThrow());
    }
    return new Step(turn.board, List.copyOf(turn.changes));
  }

  private void ringing(Turn turn, Signal signal) {
    Optional<Call> copied = copied(turn, signal);
    if (copied.isPresent()) {
      turn.note(copied.get().withSlot(signal.slot()));
      return;
    }
    Optional<Call> numberless =
        signal
            .number()
            .flatMap(n -> turn.latest(c -> c.number().isEmpty() && turn.within(c, LATE)));
    if (numberless.isPresent()) {
      Call known = numberless.get().withSlot(signal.slot()).withNumber(signal.number().get());
      turn.change(Change.Kind.NUMBER_KNOWN, known);
      return;
    }
    ring(turn, signal);
  }

  /** The call of which this is only another telling. */
  private Optional<Call> copied(Turn turn, Signal signal) {
    boolean blank = signal.number().isEmpty();
    return turn.latest(
        call -> {
          boolean mayBe = blank || Numbers.agree(call.number(), signal.number());
          boolean stillRings =
              turn.board.line() == Line.RINGING && call.rings() && turn.within(call, LONGEST_RING);
          return mayBe && (turn.within(call, COPY) || stillRings);
        });
  }

  private void ring(Turn turn, Signal signal) {
    for (Call call : turn.board.calls()) {
      if (call.rings() && !turn.within(call, LONGEST_RING)) {
        turn.change(Change.Kind.OVER, call.over(turn.now));
      } else if (call.rings() && !call.contested()) {
        turn.note(call.besideAnother());
      }
    }
    boolean beside =
        turn.board.line() == Line.OFFHOOK || turn.board.calls().stream().anyMatch(Call::rings);
    Call call =
        Call.ringing(
            ids.get(), signal.number().or(turn::takeAnnounced), signal.slot(), beside, signal.at());
    turn.forgetAnnounced(call.number());
    turn.board = turn.board.with(Line.RINGING);
    turn.change(Change.Kind.RANG, call);
  }

  private void offhook(Turn turn) {
    for (Call call : turn.board.calls()) {
      if (call.rings()) {
        turn.change(
            call.contested() ? Change.Kind.STOPPED_RINGING : Change.Kind.PICKED_UP,
            call.pickedUp(turn.now));
      }
    }
    turn.board = turn.board.with(Line.OFFHOOK);
  }

  private void idle(Turn turn) {
    for (Call call : turn.board.calls()) {
      if (call.overAt().isEmpty()) {
        turn.change(Change.Kind.OVER, call.over(turn.now));
      }
    }
    turn.board = turn.board.with(Line.IDLE);
  }

  private void announced(Turn turn, String number) {
    boolean known =
        turn.latest(c -> c.overAt().isEmpty() && Numbers.agree(c.number(), Optional.of(number)))
            .isPresent();
    if (known) {
      return;
    }
    Optional<Call> numberless =
        turn.latest(c -> c.number().isEmpty() && c.rings() && turn.within(c, ANNOUNCED));
    if (numberless.isPresent()) {
      turn.change(Change.Kind.NUMBER_KNOWN, numberless.get().withNumber(number));
    } else {
      turn.board = turn.board.with(Optional.of(new Board.Announced(number, turn.now)));
    }
  }

  /** One telling being worked on. */
  private static final class Turn {
    private final Instant now;
    private final List<Change> changes = new ArrayList<>();
    private Board board;

    Turn(Board board, Instant now) {
      this.board = board;
      this.now = now;
    }

    /** Ages are taken without sign: a clock that was put back makes nothing old or young. */
    boolean within(Call call, Duration limit) {
      return Duration.between(call.rangAt(), now).abs().compareTo(limit) < 0;
    }

    Optional<Call> latest(Predicate<Call> wanted) {
      return board.calls().stream().filter(wanted).reduce((earlier, later) -> later);
    }

    void change(Change.Kind kind, Call call) {
      board = board.with(call);
      changes.add(new Change(kind, call));
    }

    void note(Call call) {
      if (!board.calls().contains(call)) {
        change(Change.Kind.NOTED, call);
      }
    }

    Optional<String> takeAnnounced() {
      return board
          .announced()
          .filter(a -> Duration.between(a.at(), now).abs().compareTo(ANNOUNCED) < 0)
          .map(Board.Announced::number);
    }

    void forgetAnnounced(Optional<String> taken) {
      if (taken.isPresent()) {
        board = board.with(Optional.<Board.Announced>empty());
      }
    }
  }
}
