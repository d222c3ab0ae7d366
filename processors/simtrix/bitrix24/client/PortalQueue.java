package simtrix.bitrix24.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import simtrix.bitrix24.Urgency;

/**
 * What waits for one portal: look-ups before writes before files, each in the order in which it
 * came, and how many requests of each kind are out. It knows nothing of tokens, circuits and HTTP.
 */
final class PortalQueue {
  private final int mostWaiting;
  private final Map<Urgency, Deque<Chain>> waiting = new EnumMap<>(Urgency.class);
  private final Map<Urgency, Integer> out = new EnumMap<>(Urgency.class);
  private final Map<Urgency, Long> noneBefore = new EnumMap<>(Urgency.class);
  private final AtomicInteger wakes = new AtomicInteger();
  private int commands;

  PortalQueue(int mostWaiting) {
    this.mostWaiting = mostWaiting;
    for (Urgency urgency : Urgency.values()) {
      waiting.put(urgency, new ArrayDeque<>());
      out.put(urgency, 0);
      noneBefore.put(urgency, System.nanoTime());
    }
  }

  /** Takes a chain; false if too much waits already. */
  synchronized boolean offer(Chain chain) {
    if (commands + chain.size() > mostWaiting) {
      return false;
    }
    waiting.get(chain.urgency()).addLast(chain);
    commands += chain.size();
    return true;
  }

  /** Puts a chain back to where it was, at the front. */
  synchronized void offerFirst(Chain chain) {
    waiting.get(chain.urgency()).addFirst(chain);
    commands += chain.size();
  }

  /** Which kind of request should go next, if one should and is not told to wait. */
  synchronized Optional<Urgency> next(long now) {
    for (Urgency urgency : Urgency.values()) {
      boolean room = out.get(urgency) < mostOut(urgency);
      if (room && !waiting.get(urgency).isEmpty() && noneBefore.get(urgency) - now <= 0) {
        return Optional.of(urgency);
      }
    }
    return Optional.empty();
  }

  /** No request of this kind for so long. */
  synchronized void pause(Urgency urgency, long now, Duration pause) {
    noneBefore.put(urgency, now + pause.toNanos());
  }

  /**
   * Takes the chains of the next request and counts it as out. Those that nobody waits for any more
   * are dropped.
   *
   * @param most commands in it; a longer chain goes alone
   * @return perhaps nothing, and then nothing is out
   */
  synchronized List<Chain> takeBatch(Urgency urgency, int most) {
    Deque<Chain> queue = waiting.get(urgency);
    List<Chain> batch = new ArrayList<>();
    int room = most;
    while (!queue.isEmpty() && (batch.isEmpty() || queue.peek().size() <= room)) {
      Chain chain = queue.poll();
      commands -= chain.size();
      if (!chain.answer().isDone()) {
        batch.add(chain);
        room -= chain.size();
      }
    }
    if (!batch.isEmpty()) {
      out.merge(urgency, 1, Integer::sum);
    }
    return batch;
  }

  /** The request is back. */
  synchronized void landed(Urgency urgency) {
    out.merge(urgency, -1, Integer::sum);
  }

  /** Takes all waiting chains of which this holds. */
  synchronized List<Chain> takeAll(Predicate<Chain> which) {
    List<Chain> taken = new ArrayList<>();
    for (Deque<Chain> queue : waiting.values()) {
      queue.stream().filter(which).forEach(taken::add);
      queue.removeIf(which);
    }
    commands -= taken.stream().mapToInt(Chain::size).sum();
    return taken;
  }

  synchronized int waitingCommands() {
    return commands;
  }

  /**
   * Counts a reason to look at the queue.
   *
   * @return whether nobody is looking at it, so that the caller has to
   */
  boolean wake() {
    return wakes.getAndIncrement() == 0;
  }

  /** How many reasons there are now. */
  int reasons() {
    return wakes.get();
  }

  /**
   * Has looked at the queue for so many reasons.
   *
   * @return the reasons that came since; 0: nobody looks at it now
   */
  int seen(int reasons) {
    return wakes.addAndGet(-reasons);
  }

  /** Few at a time: while they are out the others gather into batches. */
  private static int mostOut(Urgency urgency) {
    return switch (urgency) {
      case LOOK_UP -> 4;
      case WRITE, FILE -> 2;
    };
  }
}
