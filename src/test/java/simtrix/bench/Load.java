package simtrix.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Does something many times and measures each time. */
final class Load {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

  /**
   * What a run showed.
   *
   * @param perSecond finished ones a second
   */
  record Run(double perSecond, Histogram nanos) {

    double millis(double percentile) {
      return nanos.getValueAtPercentile(percentile) / 1e6;
    }
  }

  private Load() {}

  /** As fast as it goes, with so many at the same time. */
  static Run full(int times, int atOnce, IntConsumer work) {
    return run(times, atOnce, work, 0);
  }

  /**
   * At a steady rate. Time is counted from the moment at which each should have begun, so that a
   * stall shows in all that it held up.
   */
  static Run steady(int times, int atOnce, double perSecond, IntConsumer work) {
    return run(times, atOnce, work, perSecond);
  }

  private static Run run(int times, int atOnce, IntConsumer work, double perSecond) {
    Histogram nanos = new ConcurrentHistogram(LONGEST, 3);
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < times; i = next.getAndIncrement()) {
            long due = perSecond == 0 ? System.nanoTime() : start + (long) (i * (1e9 / perSecond));
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            work.accept(i);
            nanos.recordValue(Math.min(LONGEST, Math.max(0, System.nanoTime() - due)));
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      workers.add(threads.submit(worker));
    }
    workers.forEach(Load::join);
    threads.shutdown();
    return new Run(times * 1e9 / (System.nanoTime() - start), nanos);
  }

  private static void join(Future<?> worker) {
    try {
      worker.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }
}
