package simtrix.storm;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import simtrix.testing.Http;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;

/**
 * Phones that behave as the app does: an event is sent, in any order and twice, until the server
 * has taken it.
 */
final class StormPhones implements AutoCloseable {

  private static final int SENDERS = 6;

  private record Event(Supplier<Http.Answer> send) {}

  final List<PhoneCall> calls = new ArrayList<>();
  final AtomicInteger refused = new AtomicInteger();

  /** Answers with a status that a phone should never see: its event is told again all the same. */
  final AtomicInteger mistaken = new AtomicInteger();

  private final ConcurrentLinkedQueue<Event> outbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private volatile boolean closed;

  /**
   * @param numbers who calls; each in turn
   */
  StormPhones(List<Phone> phones, List<String> numbers, int calls, Random random) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      PhoneCall call = phones.get(i % phones.size()).call(numbers.get(i % numbers.size()));
      this.calls.add(call);
      Event end = new Event(i % 2 == 0 ? call::endsAnswered : call::endsMissed);
      events.add(new Event(() -> call.ringing()));
      events.add(end);
      events.add(end);
    }
    Collections.shuffle(events, random);
    outbox.addAll(events);
    for (int i = 0; i < SENDERS; i++) {
      senders.execute(this::work);
    }
  }

  /** Whether the server has taken every event. */
  boolean isEmpty() {
    return outbox.isEmpty() && underWay.get() == 0;
  }

  int left() {
    return outbox.size();
  }

  private void work() {
    while (!closed) {
      underWay.incrementAndGet();
      Event event = outbox.poll();
      boolean taken = event == null || deliver(event);
      if (!taken) {
        outbox.add(event);
      }
      underWay.decrementAndGet();
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(taken ? ThreadLocalRandom.current().nextInt(60) : 300));
    }
  }

  private boolean deliver(Event event) {
    try {
      int status = event.send().get().status();
      if (status >= 400 && status < 500 && status != 429) {
        refused.incrementAndGet();
        return true;
      }
      if (status >= 500 && status != 503) {
        mistaken.incrementAndGet();
      }
      return status < 300;
    } catch (UncheckedIOException away) {
      return false;
    } catch (IllegalStateException interrupted) {
      return closed;
    }
  }

  @Override
  public void close() {
    closed = true;
    senders.shutdownNow();
  }
}
