package simtrix.call;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.failure.CrmFailure;

/**
 * Every attempt to write a call or to attach its recording, with its time and its error: the story
 * that support reads.
 */
@Component
public class AttemptLog {

  /**
   * One attempt.
   *
   * @param at UTC
   * @param category empty, like code and message, for the attempt that succeeded
   */
  public record Attempt(
      Instant at, Optional<String> category, Optional<String> code, Optional<String> message) {}

  private static final int LONGEST_MESSAGE = 1000;
  private static final int LONGEST_CODE = 100;

  private final JdbcClient jdbc;
  private final Clock clock;

  AttemptLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public void succeeded(UUID call) {
    succeeded(WriteKind.CALL, call);
  }

  public void succeeded(WriteKind kind, UUID call) {
    keep(kind, call, null, null, null);
  }

  public void failed(UUID call, CrmFailure failure) {
    failed(WriteKind.CALL, call, failure);
  }

  public void failed(WriteKind kind, UUID call, CrmFailure failure) {
    keep(
        kind,
        call,
        failure.category().name(),
        cut(failure.code(), LONGEST_CODE),
        cut(failure.getMessage(), LONGEST_MESSAGE));
  }

  /** All attempts to write a call, the first one first. */
  public List<Attempt> of(UUID call) {
    return of(WriteKind.CALL, call);
  }

  /** All attempts of one kind, the first one first. */
  public List<Attempt> of(WriteKind kind, UUID call) {
    return jdbc.sql(
            "select at, category, code, message from call_attempt where call_id = :call and kind = :kind"
                + " order by at, id")
        .param("call", call.toString())
        .param("kind", kind.name())
        .query(
            (row, number) ->
                new Attempt(
                    row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                    Optional.ofNullable(row.getString("category")),
                    Optional.ofNullable(row.getString("code")),
                    Optional.ofNullable(row.getString("message"))))
        .list();
  }

  private void keep(WriteKind kind, UUID call, String category, String code, String message) {
    jdbc.sql(
            "insert into call_attempt (kind, call_id, at, category, code, message)"
                + " values (:kind, :call, :at, :category, :code, :message)")
        .param("kind", kind.name())
        .param("call", call.toString())
        .param("at", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("category", category)
        .param("code", code)
        .param("message", message)
        .update();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
