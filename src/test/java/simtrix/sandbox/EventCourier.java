package simtrix.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Carries events to their handlers as form posts: late, and without ever trying twice (REFERENCE
 * 7.2). Loss, doubling and a wrong order come on demand.
 */
final class EventCourier implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration GATHERING = Duration.ofMillis(200);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Random random = new Random(42);
  private final List<Runnable> gathered = new ArrayList<>();
  private final ScheduledExecutorService queue =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sandbox-events");
            thread.setDaemon(true);
            return thread;
          });

  void post(String address, Map<String, String> form, SandboxSettings.EventDelivery delivery) {
    if (random.nextDouble() < delivery.dropRate()) {
      return;
    }
    for (int copy = 0; copy < (delivery.duplicate() ? 2 : 1); copy++) {
      Runnable journey = () -> send(address, form);
      if (delivery.reorder()) {
        gather(journey, delivery.delay());
      } else {
        schedule(journey, delivery.delay());
      }
    }
  }

  /**
   * Posts a form and waits for the answer.
   *
   * @return its HTTP status
   * @throws IOException when nobody answers
   */
  int postNow(URI target, Map<String, String> form) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(FormBody.write(form)))
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + target.getPath(), e);
    }
  }

  @Override
  public void close() {
    queue.shutdownNow();
  }

  private void gather(Runnable journey, Duration delay) {
    synchronized (gathered) {
      gathered.add(journey);
      if (gathered.size() == 1) {
        schedule(this::releaseLastFirst, delay.plus(GATHERING));
      }
    }
  }

  private void releaseLastFirst() {
    List<Runnable> journeys;
    synchronized (gathered) {
      journeys = new ArrayList<>(gathered);
      gathered.clear();
    }
    Collections.reverse(journeys);
    journeys.forEach(Runnable::run);
  }

  private void schedule(Runnable journey, Duration delay) {
    try {
      var unused = queue.schedule(journey, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The sandbox is closing; its events are lost, as a portal's would be.
    }
  }

  private void send(String address, Map<String, String> form) {
    try {
      postNow(URI.create(address), form);
    } catch (IOException | IllegalArgumentException e) {
      // No retries: an unreachable handler loses the event.
    }
  }
}
