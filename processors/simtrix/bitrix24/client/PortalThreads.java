package simtrix.bitrix24.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * The threads of the way to the portals. There is no limit on those for requests, because each
 * portal has its own: at most six requests out and one look at its queue.
 */
@Component
class PortalThreads {
  private final ExecutorService requests =
      Executors.newCachedThreadPool(new CustomizableThreadFactory("portal-"));
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("portal-timer-"));

  PortalThreads() {
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  ExecutorService requests() {
    return requests;
  }

  /** Only ever wakes a queue; nothing that takes time may run on it. */
  ScheduledExecutorService timer() {
    return timer;
  }
}
