package simtrix.phone.telephony;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import simtrix.phone.book.CallBook;
import simtrix.phone.call.Call;
import simtrix.phone.call.CallTracker;
import simtrix.phone.call.Change;
import simtrix.phone.call.Line;
import simtrix.phone.call.Signal;
import simtrix.phone.device.Jobs;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;

/**
 * Follows the calls of this phone from their ring to their verdict. What Android tells is worked
 * off one by one on one thread and is on the disk before anybody hears of it.
 */
public final class CallWatch {

  /** The second copy of a broadcast has come by then; what has no number now is withheld. */
  static final Duration NUMBER_COMES_WITHIN = Duration.ofMillis(300);

  private final PhoneDatabase database;
  private final CallBook book;
  private final CallTracker tracker;
  private final Settlement settlement;
  private final CallListener listener;
  private final Jobs jobs;
  private final PhoneClock clock;
  private final BooleanSupplier lineIsIdle;
  private final ScheduledExecutorService thread;

  /**
   * @param lineIsIdle whether Android says that no call goes on; asked at a wake-up only
   */
  public CallWatch(
      PhoneDatabase database,
      CallBook book,
      CallTracker tracker,
      Settlement settlement,
      CallListener listener,
      Jobs jobs,
      PhoneClock clock,
      BooleanSupplier lineIsIdle,
      ScheduledExecutorService thread) {
    this.database = database;
    this.book = book;
    this.tracker = tracker;
    this.settlement = settlement;
    this.listener = listener;
    this.jobs = jobs;
    this.clock = clock;
    this.lineIsIdle = lineIsIdle;
    this.thread = thread;
  }

  /** What the application of this process has to offer to the components that Android makes. */
  public interface Host {

    CallWatch watch();
  }

  /** By the clock that everything here goes by: when a telling is heard. */
  Instant now() {
    return clock.now();
  }

  /**
   * Takes a telling of Android.
   *
   * @param done is called once it is on the disk
   */
  public void hear(Signal signal, Runnable done) {
    thread.execute(
        () -> {
          try {
            if (listener.concerned()) {
              work(signal);
            }
          } finally {
            done.run();
          }
        });
  }

  /**
   * Makes good what was missed while this app did not run: calls that ended meanwhile, and rows of
   * the log that nobody told of.
   *
   * @param done is called when nothing waits for the log any more
   */
  public void wakeUp(Runnable done) {
    thread.execute(
        () -> {
          try {
            if (listener.concerned()) {
              hearWhatWasMissed();
              settlement.reconcile();
            }
          } finally {
            settlement.settle(done);
          }
        });
  }

  private void hearWhatWasMissed() {
    if (book.board().line() != Line.IDLE && lineIsIdle.getAsBoolean()) {
      work(Signal.idle(clock.now()));
    }
  }

  private void work(Signal signal) {
    List<Change> changes =
        database.inOne(
            () -> {
              CallTracker.Step step = tracker.next(book.board(), signal);
              book.keep(
                  step.board(),
                  step.changes().stream().map(Change::call).collect(Collectors.toList()));
              step.changes().stream().filter(this::isNews).forEach(c -> listener.keep(c.call()));
              return step.changes();
            });
    changes.forEach(this::tell);
    if (changes.stream().anyMatch(this::isNews)) {
      listener.kept();
    }
    if (changes.stream().anyMatch(change -> change.call().waitsForVerdict())) {
      jobs.judgeSoon();
      settlement.settle(() -> {});
    }
  }

  /** A ring is news too, but goes to the server by itself; an end waits for its verdict. */
  private boolean isNews(Change change) {
    return switch (change.kind()) {
      case PICKED_UP -> true;
      case NUMBER_KNOWN ->
          change.call().verdict().isPresent() || change.call().pickedUpAt().isPresent();
      default -> false;
    };
  }

  private void tell(Change change) {
    Call call = change.call();
    switch (change.kind()) {
      case RANG -> {
        if (call.number().isPresent()) {
          listener.ringing(call);
        } else {
          var unused =
              thread.schedule(
                  () -> ringsWithoutNumber(call.id()),
                  NUMBER_COMES_WITHIN.toMillis(),
                  TimeUnit.MILLISECONDS);
        }
      }
      case NUMBER_KNOWN -> {
        if (call.rings()) {
          listener.ringing(call);
        }
      }
      case PICKED_UP, STOPPED_RINGING -> listener.answered(call.id());
      case OVER -> listener.ended(call.id());
      case NOTED -> {}
    }
  }

  private void ringsWithoutNumber(UUID id) {
    book.call(id)
        .filter(call -> call.rings() && call.number().isEmpty())
        .ifPresent(listener::ringing);
  }
}
