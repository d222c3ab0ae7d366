package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many writes a slow portal is given at once. */
class BatchPaceTest {
  private final BatchPace pace = new BatchPace(Duration.ofSeconds(30));

  @Test
  void aQuickOrUnknownPortalGetsAll() {
    assertThat(pace.room(1)).isEqualTo(50);
    pace.took(1, 50, Duration.ofSeconds(5).toNanos());
    assertThat(pace.room(1)).isEqualTo(50);
  }

  @Test
  void aSlowOneGetsWhatItCanDoInHalfTheTime() {
    pace.took(1, 25, Duration.ofSeconds(25).toNanos());

    assertThat(pace.room(1)).isEqualTo(15);
    assertThat(pace.room(2)).isEqualTo(50);
  }

  @Test
  void afterATimeOutItGetsHalf() {
    pace.timedOut(1, 48);
    assertThat(pace.room(1)).isEqualTo(24);
    pace.timedOut(1, 24);
    assertThat(pace.room(1)).isEqualTo(12);
    pace.timedOut(1, 12);
    assertThat(pace.room(1)).isEqualTo(10);
  }

  @Test
  void itRecovers() {
    pace.timedOut(1, 20);
    for (int i = 0; i < 20; i++) {
      pace.took(1, 10, Duration.ofMillis(500).toNanos());
    }
    assertThat(pace.room(1)).isEqualTo(50);
  }

  @Test
  void aLongWayIsNoSlowPortal() {
    pace.took(1, 1, Duration.ofSeconds(4).toNanos());

    assertThat(pace.room(1)).isEqualTo(50);
  }
}
