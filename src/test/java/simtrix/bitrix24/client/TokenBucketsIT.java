package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.bitrix24.Urgency;
import simtrix.settings.Bitrix24Settings;

/** The bucket that all nodes share and that outlives them (DESIGN 3, REFERENCE 3.1). */
class TokenBucketsIT extends ClientIT {
  private static final Duration NOW = Duration.ZERO;
  @Autowired DataSource database;
  private final long portal = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);

  @Test
  void aNewBucketIsFullAndLeavesRoomForThePortalsDrain() {
    assertThat(node(1, 50).left(portal)).isEqualTo(48);
  }

  @Test
  void writesLeaveTheLastTenToLookUps() {
    TokenBuckets node = node(0.01, 50);

    int writes = take(node, Urgency.WRITE);
    int lookUps = take(node, Urgency.LOOK_UP);

    assertThat(writes).isEqualTo(38);
    assertThat(lookUps).isEqualTo(10);
    assertThat(node.take(portal, Urgency.WRITE)).isPositive();
  }

  @Test
  void aRestartOrASecondNodeFindsTheBucketAsItWas() {
    take(node(0.01, 50), Urgency.LOOK_UP);

    TokenBuckets other = node(0.01, 50);

    assertThat(other.left(portal)).isZero();
    assertThat(other.take(portal, Urgency.LOOK_UP)).isPositive();
  }

  @Test
  void twoNodesTogetherTakeNoMoreThanOne() {
    List<TokenBuckets> nodes = List.of(node(0.01, 50), node(0.01, 50));
    // No more than there are connections: who waits for one too long gets none.
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<CompletableFuture<Duration>> takes =
        IntStream.range(0, 120)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> nodes.get(i % 2).take(portal, Urgency.LOOK_UP), threads))
            .toList();
    all(takes);
    threads.shutdown();

    assertThat(takes.stream().filter(take -> take.join().equals(NOW))).hasSize(48);
  }

  @Test
  void aFullPortalEmptiesItAndASmallerPlanShrinksIt() {
    TokenBuckets node = node(0.01, 50);
    node.spent(portal);
    assertThat(node.left(portal)).isEqualTo(47);
    assertThat(node(0.01, 20).left(portal)).isEqualTo(18);
    node.empty(portal);
    assertThat(node.left(portal)).isZero();
  }

  @Test
  void theSmallestBucketStillLetsSomethingThrough() {
    TokenBuckets node = node(10, 1);

    assertThat(node.take(portal, Urgency.WRITE)).isEqualTo(NOW);
  }

  private int take(TokenBuckets node, Urgency urgency) {
    int taken = 0;
    while (node.take(portal, urgency).equals(NOW)) {
      taken++;
    }
    return taken;
  }

  private TokenBuckets node(double perSecond, int burst) {
    Bitrix24Settings settings =
        new Bitrix24Settings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            false,
            BigDecimal.valueOf(perSecond),
            burst,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    return new TokenBuckets(new MariaDbBucketStore(database), settings);
  }
}
