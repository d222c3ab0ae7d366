package simtrix.routing.reload;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Suspendable;
import org.apache.camel.component.jms.JmsConsumer;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Lets routes that were followed by others, or deleted, finish what they have begun, and takes them
 * away. A route that takes long holds up no other.
 */
@Component
class Retirement implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
  private static final int THREADS = 4;

  /** Stopping waits for what a consumer has in hand, so that has threads of its own. */
  private static final int STOPPING_THREADS = 16;

  private static final long MILLIS_BETWEEN_LOOKS = 50;

  /**
   * A message can be on its way to a route without being counted: between threads, or in the hand
   * of a consumer that was just told to rest, for up to a second.
   */
  private static final int QUIET_LOOKS = 22;

  /** Longer than any request that a step of a route may make. */
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  /** Somebody waits for the route that follows. */
  private static final Duration AT_MOST_BEFORE_ANOTHER = Duration.ofSeconds(30);

  private final CamelContext camel;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
  private final ExecutorService stopping = Executors.newFixedThreadPool(STOPPING_THREADS);
  private final Queue<CompletableFuture<Void>> handOvers = new ConcurrentLinkedQueue<>();

  Retirement(CamelContext camel) {
    this.camel = camel;
  }

  /** A route to which nothing is sent any more, because another one has its place. */
  void displaced(String route) {
    threads.execute(() -> look(new Leaving(route, Optional.empty(), AT_MOST), 0));
  }

  /** A route that takes no more from now on. */
  void retire(String route) {
    leave(new Leaving(route, Optional.empty(), AT_MOST));
  }

  /** A route whose place another one takes when it is free. */
  void handOver(String route, String next) {
    long patience = 2 * AT_MOST_BEFORE_ANOTHER.toMillis();
    CompletableFuture<Void> done =
        new CompletableFuture<Void>().completeOnTimeout(null, patience, TimeUnit.MILLISECONDS);
    handOvers.add(done);
    leave(new Leaving(route, Optional.of(() -> start(next, done)), AT_MOST_BEFORE_ANOTHER));
  }

  /** Returns when no route waits for the place of another. */
  void awaitHandOvers() {
    while (!handOvers.isEmpty()) {
      handOvers.remove().join();
    }
  }

  private static final class Leaving {

    private final String route;
    private final Optional<Runnable> then;
    private long looksLeft;

    Leaving(String route, Optional<Runnable> then, Duration atMost) {
      this.route = route;
      this.then = then;
      this.looksLeft = atMost.toMillis() / MILLIS_BETWEEN_LOOKS;
    }
  }

  private void leave(Leaving leaving) {
    Consumer consumer = camel.getRoute(leaving.route).getConsumer();
    if (consumer instanceof JmsConsumer || !(consumer instanceof Suspendable)) {
      // A suspended JMS consumer would keep the messages it has fetched, and their groups.
      stopping.execute(
          () -> {
            ServiceHelper.stopService(consumer);
            look(leaving, 0);
          });
    } else {
      ServiceHelper.suspendService(consumer);
      threads.execute(() -> look(leaving, 0));
    }
  }

  private void look(Leaving leaving, int quietLooks) {
    if (!camel.getStatus().isStarted()) {
      return; // The server ends, and all routes with it.
    }
    if (quietLooks == QUIET_LOOKS || leaving.looksLeft-- == 0) {
      takeAway(leaving.route);
      leaving.then.ifPresent(Runnable::run);
      return;
    }
    int quiet = camel.getInflightRepository().size(leaving.route) == 0 ? quietLooks + 1 : 0;
    Future<?> unused =
        threads.schedule(() -> look(leaving, quiet), MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
  }

  private void takeAway(String route) {
    try {
      ServiceHelper.stopService(camel.getRoute(route).getConsumer());
      camel.getRouteController().stopRoute(route, 1, TimeUnit.SECONDS);
      camel.removeRoute(route);
      LOG.debug("Route {} has finished what it had begun and is gone", route);
    } catch (Exception stays) {
      LOG.error("Route {} could not be taken away", route, stays);
    }
  }

  private void start(String route, CompletableFuture<Void> done) {
    try {
      camel.getRouteController().startRoute(route);
    } catch (Exception refused) {
      LOG.error("Route {} could not be started in the place of the one before", route, refused);
    } finally {
      done.complete(null);
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
    stopping.shutdownNow();
    handOvers.forEach(waiting -> waiting.complete(null));
  }
}
