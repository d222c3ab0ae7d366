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
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter.State;
import simtrix.edge.RefusedRequest;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.text.Sentence;

/**
 * The index of the dead letters. A call has at most one that is not resolved, and its recording
 * another; when it dies again, that one is brought up to date.
 */
@Component
public class DeadLetters {

  private static final int LONGEST_MESSAGE = 1000;
  private static final int LONGEST_CODE = 100;

  /** What {@link #ROWS} reads, of the letter {@code d} and {@link #WHAT_IS_TRIED}. */
  static final String COLUMNS =
      "d.*, if(d.kind = 'CALL', c.next_attempt_at, r.next_attempt_at) next_attempt_at";

  static final String WHAT_IS_TRIED =
      " left join call_journal c on c.call_id = d.call_id"
          + " left join recording r on r.call_id = d.call_id";

  /** Reads whole rows of the index, each with the time of the next attempt. */
  public static final RowMapper<DeadLetter> ROWS = DeadLetters::read;

  private final JdbcClient jdbc;
  private final Clock clock;

  DeadLetters(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Enters a call that was given up. */
  public void bury(Call call, CrmFailure failure) {
    bury(WriteKind.CALL, call, call.attempts(), failure);
  }

  /**
   * Enters what was given up of a call.
   *
   * @param attempts how often that was tried
   */
  public void bury(WriteKind kind, Call call, int attempts, CrmFailure failure) {
    String message = cut(failure.getMessage(), LONGEST_MESSAGE);
    jdbc.sql(
            """
            insert into dead_letter (kind, call_id, portal_id, number, category, code, message, normalised, attempts,
              first_failed_at, last_failed_at, state)
            values (:kind, :call, :portal, :number, :category, :code, :message, :normalised, :attempts,
              coalesce((select min(at) from call_attempt where call_id = :call and kind = :kind
                and category is not null), :now), :now, 'DEAD')
            on duplicate key update number = values(number), category = values(category), code = values(code),
              message = values(message), normalised = values(normalised), attempts = values(attempts),
              last_failed_at = values(last_failed_at), state = 'DEAD'""")
        .param("kind", kind.name())
        .param("call", call.id().toString())
        .param("portal", call.portal())
        .param("number", call.number().orElse(null))
        .param("category", failure.category().name())
        .param("code", cut(failure.code(), LONGEST_CODE))
        .param("message", message)
        .param("normalised", cut(NormalisedMessage.of(message), LONGEST_MESSAGE))
        .param("attempts", attempts)
        .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /** Marks that the call needs nobody any more; does nothing for a call that never died. */
  public void resolve(UUID call) {
    move(call, State.RESOLVED);
  }

  /** Puts the letter of a call that is not resolved yet into another state. */
  public void move(UUID call, State state) {
    move(WriteKind.CALL, call, state);
  }

  /** The same for what of the call the letter is about. */
  public void move(WriteKind kind, UUID call, State state) {
    jdbc.sql("update dead_letter set state = :state where " + open(kind) + " = :call")
        .param("state", state.name())
        .param("call", call.toString())
        .update();
  }

  private static String open(WriteKind kind) {
    return switch (kind) {
      case CALL -> "open_call";
      case RECORDING -> "open_recording";
    };
  }

  /**
   * Resolves a letter and makes a copy of it that is being retried, for a call that was corrected
   * meanwhile.
   *
   * @return id of the copy
   */
  public long copy(DeadLetter original, Optional<String> number) {
    move(original.callId(), State.RESOLVED);
    jdbc.sql(
            """
            insert into dead_letter (call_id, portal_id, number, category, code, message, normalised, attempts,
              first_failed_at, last_failed_at, state, note, edited_from)
            select call_id, portal_id, :number, category, code, message, normalised, attempts, first_failed_at,
              last_failed_at, 'RETRYING', note, id from dead_letter where id = :id""")
        .param("number", number.orElse(null))
        .param("id", original.id())
        .update();
    long copy =
        jdbc.sql("select id from dead_letter where open_call = :call")
            .param("call", original.callId().toString())
            .query(Long.class)
            .single();
    jdbc.sql("update dead_letter set edited_into = :copy where id = :id")
        .param("copy", copy)
        .param("id", original.id())
        .update();
    return copy;
  }

  /** Writes a note on a letter; an empty one takes the note away. */
  void note(long id, String text) {
    jdbc.sql("update dead_letter set note = :note where id = :id")
        .param("note", text.isEmpty() ? null : text)
        .param("id", id)
        .update();
  }

  public Optional<DeadLetter> find(long id) {
    return jdbc.sql(
            "select " + COLUMNS + " from dead_letter d" + WHAT_IS_TRIED + " where d.id = :id")
        .param("id", id)
        .query(ROWS)
        .optional();
  }

  /** The letter of a call that is not resolved. */
  public Optional<DeadLetter> ofCall(UUID call) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from dead_letter d"
                + WHAT_IS_TRIED
                + " where d.open_call = :call")
        .param("call", call.toString())
        .query(ROWS)
        .optional();
  }

  /**
   * @throws RefusedRequest 404
   */
  public DeadLetter require(long id) {
    return find(id)
        .orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.letter.none", id)));
  }

  private static DeadLetter read(ResultSet row, int number) throws SQLException {
    return new DeadLetter(
        row.getLong("id"),
        UUID.fromString(row.getString("call_id")),
        WriteKind.valueOf(row.getString("kind")),
        row.getLong("portal_id"),
        Optional.ofNullable(row.getString("number")),
        Category.valueOf(row.getString("category")),
        row.getString("code"),
        row.getString("message"),
        row.getInt("attempts"),
        instant(row, "first_failed_at"),
        instant(row, "last_failed_at"),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("note")),
        row.getString("group_key"),
        Optional.ofNullable(row.getObject("edited_from", Long.class)),
        Optional.ofNullable(row.getObject("edited_into", Long.class)),
        Optional.ofNullable(row.getObject("next_attempt_at", LocalDateTime.class))
            .map(time -> time.toInstant(ZoneOffset.UTC)));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
