package simtrix.embedded;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.CheckedRunnable;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.event.RetryOnRetryEvent;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Starts something that ended by itself again, for as long as it takes, on a thread of its own and
 * with one line of log for each change.
 */
final class Comeback implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Comeback.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String what;
  private final CheckedRunnable start;
  private final Retry untilItRuns;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new CustomizableThreadFactory("comeback-"));
  private volatile boolean closed;

  /**
   * @param what names it at the beginning of a sentence
   * @param start starts it once; what it throws means: not yet
   */
  Comeback(String what, CheckedRunnable start) {
    this.what = what;
    this.start = start;
    this.untilItRuns =
        Retry.of(
            what,
            RetryConfig.custom()
                .maxAttempts(Integer.MAX_VALUE)
                .intervalFunction(
                    IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, LONGEST_PAUSE))
                .retryOnException(failure -> !closed)
                .build());
    untilItRuns.getEventPublisher().onRetry(this::sayOnce);
  }

  /** It has ended, and was not told to. */
  void begin() {
    if (!closed) {
      LOG.error("{} ended by itself: starting it again.", what);
      thread.execute(this::run);
    }
  }

  /** From now on it is left alone. */
  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }

  private void run() {
    try {
      Retry.decorateCheckedRunnable(untilItRuns, start).run();
      LOG.warn("{} runs again.", what);
    } catch (Throwable ending) {
      LOG.debug("{} is not started again: the server ends.", what, ending);
    }
  }

  private void sayOnce(RetryOnRetryEvent failed) {
    if (failed.getNumberOfRetryAttempts() == 1) {
      LOG.error("{} does not start again: trying until it does.", what, failed.getLastThrowable());
    }
  }
}
