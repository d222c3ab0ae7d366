package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Urgency;

/** What goes next, and how much of it (DESIGN 3). */
class PortalQueueTest {
  private final PortalQueue queue = new PortalQueue(600);

  @Test
  void lookUpsGoFirst() {
    queue.offer(chain(Urgency.WRITE, 1));
    queue.offer(chain(Urgency.LOOK_UP, 1));

    assertThat(queue.next(System.nanoTime())).contains(Urgency.LOOK_UP);
  }

  @Test
  void aChainIsNeverSplit() {
    List<Chain> chains = IntStream.range(0, 20).mapToObj(i -> chain(Urgency.WRITE, 3)).toList();
    chains.forEach(queue::offer);

    List<Chain> first = queue.takeBatch(Urgency.WRITE, 50);
    List<Chain> second = queue.takeBatch(Urgency.WRITE, 50);

    assertThat(first).isEqualTo(chains.subList(0, 16));
    assertThat(second).isEqualTo(chains.subList(16, 20));
    assertThat(queue.waitingCommands()).isZero();
  }

  @Test
  void fewRequestsOfAKindAreOut() {
    for (Urgency urgency : Urgency.values()) {
      for (int i = 0; i < 5; i++) {
        queue.offer(chain(urgency, 50));
      }
    }
    List<Urgency> gone = new ArrayList<>();
    while (queue.next(System.nanoTime()).isPresent()) {
      Urgency urgency = queue.next(System.nanoTime()).get();
      gone.add(urgency);
      assertThat(queue.takeBatch(urgency, 50)).hasSize(1);
    }

    assertThat(gone)
        .containsExactly(
            Urgency.LOOK_UP,
            Urgency.LOOK_UP,
            Urgency.LOOK_UP,
            Urgency.LOOK_UP,
            Urgency.WRITE,
            Urgency.WRITE,
            Urgency.FILE,
            Urgency.FILE);
    queue.landed(Urgency.WRITE);
    assertThat(queue.next(System.nanoTime())).contains(Urgency.WRITE);
  }

  @Test
  void tooMuchIsRefused() {
    for (int i = 0; i < 12; i++) {
      assertThat(queue.offer(chain(Urgency.WRITE, 50))).isTrue();
    }

    assertThat(queue.offer(chain(Urgency.LOOK_UP, 1))).isFalse();
  }

  @Test
  void aPausedKindWaitsAndTheOtherGoesOn() {
    queue.offer(chain(Urgency.WRITE, 1));
    queue.offer(chain(Urgency.LOOK_UP, 1));
    long now = System.nanoTime();

    queue.pause(Urgency.LOOK_UP, now, Duration.ofSeconds(1));

    assertThat(queue.next(now)).contains(Urgency.WRITE);
    assertThat(queue.next(now + Duration.ofSeconds(1).toNanos())).contains(Urgency.LOOK_UP);
  }

  @Test
  void whatNobodyWaitsForIsDropped() {
    Chain given = chain(Urgency.WRITE, 1);
    given.answer().cancel(false);
    queue.offer(given);

    assertThat(queue.takeBatch(Urgency.WRITE, 50)).isEmpty();
    assertThat(queue.waitingCommands()).isZero();
  }

  private static Chain chain(Urgency urgency, int size) {
    return Chain.of(
        urgency,
        IntStream.range(0, size).mapToObj(i -> new Command("n" + i, "m", Map.of())).toList());
  }
}
