package simtrix.phone.testing;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer in the hand of a test: what is due runs when time passes, on the test's own thread. */
public final class FakeTimer extends ScheduledThreadPoolExecutor {

  private final PriorityBlockingQueue<Due> waiting = new PriorityBlockingQueue<>();
  private volatile long now;

  public FakeTimer() {
    super(0);
  }

  /** Time passes. */
  public void pass(Duration time) {
    long until = now + time.toNanos();
    for (Due next = waiting.peek(); next != null && next.at <= until; next = waiting.peek()) {
      waiting.remove(next);
      now = next.at;
      next.run();
    }
    now = until;
  }

  /** How much waits for its time. */
  public long planned() {
    return waiting.stream().filter(due -> !due.isCancelled()).count();
  }

  @Override
  public void execute(Runnable work) {
    work.run();
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
    Due due = new Due(work, now + unit.toNanos(delay));
    waiting.add(due);
    return due;
  }

  /** What runs at its time, unless it is cancelled before. */
  private final class Due extends FutureTask<Void> implements ScheduledFuture<Void> {

    private final long at;

    private Due(Runnable work, long at) {
      super(work, null);
      this.at = at;
    }

    @Override
    protected void setException(Throwable broken) {
      throw new AssertionError("What a timer ran broke", broken);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - now, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at, ((Due) other).at);
    }
  }
}
