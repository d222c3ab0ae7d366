package simtrix.failure;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jms.JmsException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/**
 * Tells an outage of this server's own house (database, broker or threads cannot be had now) from a
 * fault: after an outage the same thing may be done again as it is, after a fault it may not.
 */
public final class Outage {

  private static final List<Class<? extends Throwable>> KINDS =
      List.of(
          TransientDataAccessException.class,
          NonTransientDataAccessResourceException.class,
          CannotCreateTransactionException.class,
          TransactionTimedOutException.class,
          JmsException.class,
          JMSException.class,
          RejectedExecutionException.class);

  /** Classes of SQLSTATE in which the statement or its data is wrong, and stays so. */
  private static final Set<String> FAULTS = Set.of("07", "21", "22", "23", "42");

  /** Classes of SQLSTATE in which the database is away, or asks for the same thing once more. */
  private static final Set<String> SURELY_OUTAGES = Set.of("08", "40", "70");

  private Outage() {}

  /**
   * Whether this throwable itself, without its causes, says that something of the house is away.
   */
  public static boolean isOne(Throwable thrown) {
    return KINDS.stream().anyMatch(kind -> kind.isInstance(thrown))
        || (thrown instanceof SQLException sql && !isStatementsFault(sql));
  }

  /** Whether an outage is among the causes; a failure that a portal caused is none. */
  public static boolean isBehind(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CrmFailure) {
        return false;
      }
      if (isOne(cause)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the database's error behind this may be an outage or a fault: it says no more than "a
   * general error" ({@code HY000}: a full disk, or a statement that can never work).
   */
  public static boolean mayBeFault(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return !(sql instanceof SQLTransientException)
            && !(sql instanceof SQLNonTransientConnectionException)
            && !SURELY_OUTAGES.contains(stateClass(sql));
      }
    }
    return false;
  }

  private static boolean isStatementsFault(SQLException failure) {
    return FAULTS.contains(stateClass(failure));
  }

  private static String stateClass(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    return state.substring(0, Math.min(2, state.length()));
  }
}
