package simtrix.bitrix24.client;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.TimeMeter;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The time by which buckets fill, the same on every node: the database's. By its own clock a node
 * that is ahead of the others would fill a shared bucket too early, and those behind would then
 * wait until they are there. Between two looks at the database the machine's steady clock goes on.
 */
final class DatabaseClock implements TimeMeter {
  private static final long GOOD_FOR = Duration.ofSeconds(30).toNanos();
  private static final long QUICK = Duration.ofMillis(200).toNanos();

  private final DataSource database;
  private volatile Look last = new Look(System.nanoTime() - GOOD_FOR, 0, GOOD_FOR);

  /**
   * A look at the database.
   *
   * @param at when, by the steady clock
   * @param ahead what the database's time is ahead of the steady clock
   * @param took a look that took long says little, and is not used again
   */
  private record Look(long at, long ahead, long took) {
    boolean isGood(long now) {
      return took < QUICK && now - at < GOOD_FOR;
    }
  }

  DatabaseClock(DataSource database) {
    this.database = database;
  }

  /**
   * Nanoseconds since 1970.
   *
   * @throws BucketExecutionException if the database cannot be asked
   */
  @Override
  public long currentTimeNanos() {
    Look look = last;
    if (!look.isGood(System.nanoTime())) {
      look = look();
      last = look;
    }
    return System.nanoTime() + look.ahead();
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }

  private Look look() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT UNIX_TIMESTAMP(SYSDATE(6))")) {
      long asked = System.nanoTime();
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long answered = System.nanoTime();
        long time = row.getBigDecimal(1).multiply(BigDecimal.valueOf(1_000_000_000L)).longValue();
        return new Look(answered, time - answered, answered - asked);
      }
    } catch (SQLException e) {
      throw new BucketExecutionException(e);
    }
  }
}
