package simtrix.bitrix24.client;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.FileUpload;
import simtrix.bitrix24.Origin;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.PortalClient;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * The limiter that is the batcher (DESIGN 3): what waits for a token waits together and goes
 * together. One thread at a time looks at a portal's queue, whenever there is a reason to:
 * something came, a request landed, a token is due. Requests wait for their answers on threads of
 * their own, so that a portal that hangs holds up nobody else.
 */
@Component
public class LimitedPortalClient implements PortalClient {
  private static final Logger LOG = LoggerFactory.getLogger(LimitedPortalClient.class);
  private static final int MOST_WAITING_COMMANDS = 5_000;
  private static final Duration FULL_PORTAL = Duration.ofSeconds(1);

  private final PortalFlights flights;
  private final TokenBuckets buckets;
  private final Circuits circuits;
  private final OperatingTimes operating;
  private final BatchPace pace;
  private final RequestMetrics metrics;
  private final FlightLog log;
  private final ExecutorService threads;
  private final ScheduledExecutorService timer;
  private final Map<Long, PortalQueue> queues = new ConcurrentHashMap<>();

  LimitedPortalClient(
      PortalFlights flights,
      TokenBuckets buckets,
      Circuits circuits,
      OperatingTimes operating,
      BatchPace pace,
      RequestMetrics metrics,
      FlightLog log,
      PortalThreads threads) {
    this.flights = flights;
    this.buckets = buckets;
    this.circuits = circuits;
    this.operating = operating;
    this.pace = pace;
    this.metrics = metrics;
    this.log = log;
    this.threads = threads.requests();
    this.timer = threads.timer();
  }

  @Override
  public CompletableFuture<Map<String, Outcome>> send(
      long portal, Urgency urgency, List<Command> commands) {
    return send(portal, Chain.of(urgency, commands));
  }

  @Override
  public CompletableFuture<Map<String, Outcome>> sendOnce(
      long portal, Origin origin, List<Command> commands) {
    return send(portal, Chain.once(origin, commands));
  }

  @Override
  public CompletableFuture<Map<String, Outcome>> upload(long portal, FileUpload file) {
    return send(portal, Chain.of(file));
  }

  private CompletableFuture<Map<String, Outcome>> send(long portal, Chain chain) {
    List<Command> commands = chain.commands();
    if (commands.isEmpty() || commands.size() > BatchRequest.MOST_COMMANDS) {
      throw new IllegalArgumentException(
          "A chain has 1 to %d commands, not %d."
              .formatted(BatchRequest.MOST_COMMANDS, commands.size()));
    }
    Optional<CrmFailure> held = operating.held(portal, commands);
    if (held.isPresent()) {
      chain.answer().completeExceptionally(held.get());
    } else if (queue(portal).offer(log.follow(portal, chain))) {
      wake(portal);
    } else {
      chain.answer().completeExceptionally(HeldBack.queueFull(MOST_WAITING_COMMANDS));
    }
    return chain.answer();
  }

  /** Commands that wait for their turn. */
  int waitingCommands(long portal) {
    return Optional.ofNullable(queues.get(portal)).map(PortalQueue::waitingCommands).orElse(0);
  }

  /** Lets what is out come home; what waits is told that it was never sent. */
  @PreDestroy
  void stop() {
    timer.shutdownNow();
    threads.shutdown();
    queues.values().forEach(queue -> fail(queue.takeAll(chain -> true), HeldBack.stopping()));
  }

  private PortalQueue queue(long portal) {
    return queues.computeIfAbsent(portal, id -> new PortalQueue(MOST_WAITING_COMMANDS));
  }

  private void wake(long portal) {
    PortalQueue queue = queue(portal);
    if (queue.wake()) {
      try {
        threads.execute(() -> look(portal, queue));
      } catch (RejectedExecutionException stopped) {
        fail(queue.takeAll(chain -> true), HeldBack.stopping());
      }
    }
  }

  private void look(long portal, PortalQueue queue) {
    int reasons;
    do {
      reasons = queue.reasons();
      try {
        while (sendOne(portal, queue)) {
          // The next one may go as well.
        }
      } catch (BucketExecutionException noDatabase) {
        LOG.warn("The token bucket of portal {} cannot be read.", portal, noDatabase);
        fail(queue.takeAll(chain -> true), HeldBack.noDatabase());
      } catch (RuntimeException fault) {
        LOG.error("The queue of portal {} was not looked at.", portal, fault);
        fail(queue.takeAll(chain -> true), HeldBack.fault(fault));
      }
    } while (queue.seen(reasons) != 0);
  }

  /** Whether something was decided, so that it makes sense to look at the queue once more. */
  private boolean sendOne(long portal, PortalQueue queue) {
    Optional<Urgency> next = queue.next(System.nanoTime());
    if (next.isEmpty()) {
      return false;
    }
    Urgency urgency = next.get();
    Circuits.Circuit circuit = circuits.of(portal);
    if (!circuit.lets()) {
      fail(queue.takeAll(chain -> true), circuit.refusal());
      return false;
    }
    Optional<Duration> wait = Optional.empty();
    List<Chain> chains = List.of();
    try {
      wait = Optional.of(buckets.take(portal, urgency)).filter(pause -> !pause.isZero());
      chains = wait.isPresent() ? chains : queue.takeBatch(urgency, most(portal, urgency));
    } finally {
      if (chains.isEmpty()) {
        circuit.unused();
      }
    }
    wait.ifPresent(pause -> pause(portal, queue, urgency, pause));
    if (!chains.isEmpty()) {
      launch(portal, queue, urgency, chains);
    }
    return true;
  }

  private int most(long portal, Urgency urgency) {
    return switch (urgency) {
      case LOOK_UP -> BatchRequest.MOST_COMMANDS;
      case WRITE -> pace.room(portal);
      case FILE -> 1;
    };
  }

  private void pause(long portal, PortalQueue queue, Urgency urgency, Duration pause) {
    queue.pause(urgency, System.nanoTime(), pause);
    try {
      var unused = timer.schedule(() -> wake(portal), pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopped) {
      fail(queue.takeAll(chain -> true), HeldBack.stopping());
    }
  }

  private void launch(long portal, PortalQueue queue, Urgency urgency, List<Chain> chains) {
    Duration slow = operating.pause(portal, chains);
    if (urgency != Urgency.LOOK_UP && !slow.isZero()) {
      pause(portal, queue, urgency, slow);
    }
    try {
      threads.execute(() -> fly(portal, queue, urgency, chains));
    } catch (RejectedExecutionException stopped) {
      circuits.of(portal).unused();
      queue.landed(urgency);
      fail(chains, HeldBack.stopping());
    }
  }

  private void fly(long portal, PortalQueue queue, Urgency urgency, List<Chain> chains) {
    List<Landing> landings;
    try {
      landings = judgedFlight(portal, urgency, chains);
    } catch (CrmFailure failure) {
      landings = failed(chains, failure);
      if (failure.category() == Category.RATE_LIMIT) {
        portalIsFull(portal, queue);
      }
    }
    queue.landed(urgency);
    for (Landing landing : landings) {
      if (landing instanceof Landing.Again again) {
        queue.offerFirst(again.chain());
      }
    }
    wake(portal);
    landings.forEach(LimitedPortalClient::deliver);
  }

  /** Sends the request and tells circuit and pace how it went. */
  private List<Landing> judgedFlight(long portal, Urgency urgency, List<Chain> chains) {
    Circuits.Circuit circuit = circuits.of(portal);
    int commands = chains.stream().mapToInt(Chain::size).sum();
    long start = System.nanoTime();
    try {
      List<Landing> landings = log.fly(portal, chains, () -> flights.fly(portal, urgency, chains));
      long nanos = System.nanoTime() - start;
      circuit.succeeded(nanos);
      metrics.answered(portal, urgency, nanos);
      if (urgency == Urgency.WRITE) {
        pace.took(portal, commands, nanos);
      }
      return landings;
    } catch (CrmFailure failure) {
      metrics.failed(portal, urgency, failure, System.nanoTime() - start);
      if (failure.isAttempt()) {
        circuit.failed(System.nanoTime() - start, failure);
      } else {
        circuit.unused();
      }
      if (urgency == Urgency.WRITE && failure.code().equals(FailureJudge.TIMEOUT)) {
        pace.timedOut(portal, commands);
      }
      throw failure;
    } catch (DataAccessException | TransactionException noDatabase) {
      circuit.unused();
      LOG.warn("A request to portal {} failed for want of the database.", portal, noDatabase);
      throw HeldBack.noDatabase();
    } catch (RuntimeException | Error fault) {
      circuit.unused();
      LOG.error("A request to portal {} failed in this server.", portal, fault);
      throw HeldBack.fault(fault);
    }
  }

  /** Somebody else on this address has filled the portal's bucket, so ours is empty too. */
  private void portalIsFull(long portal, PortalQueue queue) {
    try {
      buckets.empty(portal);
    } catch (BucketExecutionException noDatabase) {
      LOG.warn("The token bucket of portal {} cannot be emptied.", portal, noDatabase);
    }
    for (Urgency urgency : Urgency.values()) {
      pause(portal, queue, urgency, FULL_PORTAL);
    }
  }

  /** What goes on from the answer goes on for the same call. */
  private static void deliver(Landing landing) {
    landing.chain().trail().run(() -> complete(landing));
  }

  private static void complete(Landing landing) {
    if (landing instanceof Landing.Answered answered) {
      answered.chain().answer().complete(answered.outcomes());
    } else if (landing instanceof Landing.Failed failed) {
      failed.chain().answer().completeExceptionally(failed.failure());
    }
  }

  private static List<Landing> failed(List<Chain> chains, CrmFailure failure) {
    return chains.stream().<Landing>map(chain -> new Landing.Failed(chain, failure)).toList();
  }

  private static void fail(List<Chain> chains, CrmFailure failure) {
    chains.forEach(chain -> chain.answer().completeExceptionally(failure));
  }
}
