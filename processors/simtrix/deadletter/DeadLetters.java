package simtrix.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.deadletter.DeadLetter.State;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * The index of the dead letters. A call has at most one; when it dies again, its letter is brought
 * up to date.
 */
@Component
public class DeadLetters {

  private static final int LONGEST_MESSAGE = 1000;
  private static final int LONGEST_CODE = 100;

  /** Reads whole rows of the index. */
  public static final RowMapper<DeadLetter> ROWS = DeadLetters::read;

  private final JdbcClient jdbc;
  private final Clock clock;

  DeadLetters(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Enters a call that was given up. */
  public void bury(Call call, CrmFailure failure) {
    jdbc.sql(
            """
            insert into dead_letter (call_id, portal_id, number, category, code, message, attempts, first_failed_at, last_failed_at, state)
            values (:call, :portal, :number, :category, :code, :message, :attempts,
              coalesce((select min(at) from call_attempt where call_id = :call and category is not null), :now), :now, 'DEAD')
            on duplicate key update number = values(number), category = values(category), code = values(code),
              message = values(message), attempts = values(attempts), last_failed_at = values(last_failed_at), state = 'DEAD'""")
        .param("call", call.id().toString())
        .param("portal", call.portal())
        .param("number", call.number().orElse(null))
        .param("category", failure.category().name())
        .param("code", cut(failure.code(), LONGEST_CODE))
        .param("message", cut(failure.getMessage(), LONGEST_MESSAGE))
        .param("attempts", call.attempts())
        .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /** Marks that a person has asked for another attempt. */
  public void retrying(UUID call) {
    move(call, State.RETRYING);
  }

  /** Marks that the call needs nobody any more; does nothing for a call that never died. */
  public void resolve(UUID call) {
    move(call, State.RESOLVED);
  }

  public Optional<DeadLetter> find(long id) {
    return jdbc.sql("select * from dead_letter where id = :id")
        .param("id", id)
        .query(ROWS)
        .optional();
  }

  /** Whether the index has a letter of this call that is still dead. */
  boolean has(UUID call) {
    return jdbc.sql("select * from dead_letter where call_id = :call")
        .param("call", call.toString())
        .query(ROWS)
        .optional()
        .filter(letter -> letter.state() == State.DEAD)
        .isPresent();
  }

  private void move(UUID call, State state) {
    jdbc.sql("update dead_letter set state = :state where call_id = :call")
        .param("state", state.name())
        .param("call", call.toString())
        .update();
  }

  private static DeadLetter read(ResultSet row, int number) throws SQLException {
    return new DeadLetter(
        row.getLong("id"),
        UUID.fromString(row.getString("call_id")),
        row.getLong("portal_id"),
        Optional.ofNullable(row.getString("number")),
        Category.valueOf(row.getString("category")),
        row.getString("code"),
        row.getString("message"),
        row.getInt("attempts"),
        instant(row, "first_failed_at"),
        instant(row, "last_failed_at"),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("note")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
