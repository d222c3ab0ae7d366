package simtrix.bitrix24.client;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.AbstractSelectForUpdateBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.LockAndGetResult;
import io.github.bucket4j.distributed.proxy.generic.select_for_update.SelectForUpdateBasedTransaction;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Bucket4j's buckets in the table {@code portal_bucket}. Bucket4j's own module for MySQL catches an
 * exception class of Oracle's driver and so does not run with MariaDB's; the rest of the work,
 * state and arithmetic, is the library's. A request takes one durable commit; at a few requests a
 * second for each portal nothing has to be lent to the nodes in advance, which would be lost with
 * them.
 */
final class MariaDbBucketStore extends AbstractSelectForUpdateBasedProxyManager<Long> {
  private final DataSource database;

  MariaDbBucketStore(DataSource database) {
    super(ClientSideConfig.getDefault().withClientClock(new DatabaseClock(database)));
    this.database = database;
  }

  @Override
  protected SelectForUpdateBasedTransaction allocateTransaction(Long key, Optional<Long> timeout) {
    return new BucketTransaction(sql(database::getConnection), key);
  }

  @Override
  public void removeProxy(Long key) {
    sql(
        () -> {
          try (Connection connection = database.getConnection();
              PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM portal_bucket WHERE id = ?")) {
            delete.setLong(1, key);
            return delete.executeUpdate();
          }
        });
  }

  @Override
  public boolean isExpireAfterWriteSupported() {
    return false;
  }

  private static <T> T sql(SqlCall<T> call) {
    try {
      return call.run();
    } catch (SQLException e) {
      throw new BucketExecutionException(e);
    }
  }

  private interface SqlCall<T> {
    T run() throws SQLException;
  }

  private record BucketTransaction(Connection connection, long key)
      implements SelectForUpdateBasedTransaction {

    @Override
    public void begin(Optional<Long> timeout) {
      run(() -> connection.setAutoCommit(false));
    }

    @Override
    public void commit(Optional<Long> timeout) {
      run(connection::commit);
    }

    @Override
    public void rollback() {
      run(connection::rollback);
    }

    @Override
    public void release() {
      run(
          () -> {
            connection.setAutoCommit(true);
            connection.close();
          });
    }

    @Override
    public LockAndGetResult tryLockAndGet(Optional<Long> timeout) {
      return sql(
          () -> {
            try (PreparedStatement select =
                connection.prepareStatement(
                    "SELECT state FROM portal_bucket WHERE id = ? FOR UPDATE")) {
              select.setLong(1, key);
              try (ResultSet row = select.executeQuery()) {
                return row.next()
                    ? LockAndGetResult.locked(row.getBytes(1))
                    : LockAndGetResult.notLocked();
              }
            }
          });
    }

    @Override
    public boolean tryInsertEmptyData(Optional<Long> timeout) {
      return sql(
          () -> {
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT IGNORE INTO portal_bucket (id, state) VALUES (?, NULL)")) {
              insert.setLong(1, key);
              insert.executeUpdate();
              return true;
            } catch (SQLTransactionRollbackException anotherWasFaster) {
              return false;
            }
          });
    }

    @Override
    public void update(byte[] data, RemoteBucketState state, Optional<Long> timeout) {
      run(
          () -> {
            try (PreparedStatement update =
                connection.prepareStatement("UPDATE portal_bucket SET state = ? WHERE id = ?")) {
              update.setBytes(1, data);
              update.setLong(2, key);
              update.executeUpdate();
            }
          });
    }

    private static void run(SqlStep step) {
      sql(
          () -> {
            step.run();
            return true;
          });
    }
  }

  private interface SqlStep {
    void run() throws SQLException;
  }
}
