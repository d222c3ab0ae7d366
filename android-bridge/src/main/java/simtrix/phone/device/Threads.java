package simtrix.phone.device;

import android.util.Log;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Threads that say so when their work breaks: by kind and place, never by content. */
public final class Threads {

  private static final int TOLD_FRAMES = 12;

  private Threads() {}

  /** One thread, which works off one after the other. */
  public static ScheduledExecutorService one(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, named(name), new ThreadPoolExecutor.DiscardPolicy()) {
          @Override
          protected void afterExecute(Runnable work, Throwable broken) {
            tell(work, broken);
          }
        };
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** As many as are needed, for what waits for the network. */
  public static ExecutorService many(String name) {
    return new ThreadPoolExecutor(
        0,
        16,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        named(name),
        (work, full) -> {
          if (!full.isShutdown()) {
            // Nothing is dropped: whoever brings the seventeenth does it himself.
            work.run();
          }
        }) {
      @Override
      protected void afterExecute(Runnable work, Throwable broken) {
        tell(work, broken);
      }
    };
  }

  private static void tell(Runnable work, Throwable broken) {
    Throwable cause = broken;
    if (cause == null && work instanceof Future<?> future && future.isDone()) {
      try {
        if (!future.isCancelled()) {
          future.get();
        }
      } catch (ExecutionException e) {
        cause = e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (cause != null) {
      Log.e("simtrix", cause.getClass().getName() + " " + place(cause));
    }
  }

  private static String place(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .limit(TOLD_FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  private static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, "simtrix-" + name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
