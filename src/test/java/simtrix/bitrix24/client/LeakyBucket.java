package simtrix.bitrix24.client;

import java.time.Duration;

/** A portal's own counter: up by one a request, down by a number once a second (REFERENCE 3.1). */
final class LeakyBucket {
  private final int size;
  private final int drain;
  private final long start = System.nanoTime();
  private long drained;
  private int level;
  private int refused;

  LeakyBucket(int size, int drain) {
    this.size = size;
    this.drain = drain;
  }

  synchronized boolean takes() {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    level = (int) Math.max(0, level - (seconds - drained) * drain);
    drained = seconds;
    level++;
    if (level > size) {
      refused++;
      return false;
    }
    return true;
  }

  synchronized int refused() {
    return refused;
  }
}
