package simtrix.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.call.WriteKind;

/** What people did to letters: their part of a call's story. */
@Component
public class LetterEvents {

  /** What somebody did. */
  public enum Deed {
    RETRIED,
    EDITED,
    ARCHIVED,
    RESTORED,
    NOTED
  }

  /**
   * @param by name of the user
   * @param detail more about it, by names of the support API
   */
  public record LetterEvent(Instant at, Deed deed, String by, Map<String, Object> detail) {}

  private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Clock clock;

  LetterEvents(JdbcClient jdbc, ObjectMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Keeps one, in the transaction of the deed itself. */
  public void happened(long letter, Deed deed, Viewer by, Map<String, Object> detail) {
    jdbc.sql(
            "insert into letter_event (letter_id, at, code, user_name, detail)"
                + " values (:letter, :at, :code, :user, :detail)")
        .param("letter", letter)
        .param("at", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("code", deed.name())
        .param("user", by.name())
        .param("detail", written(detail))
        .update();
  }

  /** All that was done to the letters of one kind about a call, the first one first. */
  public List<LetterEvent> of(WriteKind kind, UUID call) {
    return jdbc.sql(
            "select e.at, e.code, e.user_name, e.detail from letter_event e"
                + " join dead_letter d on d.id = e.letter_id where d.call_id = :call and d.kind = :kind"
                + " order by e.at, e.id")
        .param("call", call.toString())
        .param("kind", kind.name())
        .query(
            (row, number) ->
                new LetterEvent(
                    DeadLetters.instant(row, "at"),
                    Deed.valueOf(row.getString("code")),
                    row.getString("user_name"),
                    read(row.getString("detail"))))
        .list();
  }

  private String written(Map<String, Object> detail) {
    try {
      return json.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("What was done to a letter cannot be written.", e);
    }
  }

  private Map<String, Object> read(String detail) {
    try {
      return json.readValue(detail, DETAIL);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("What was done to a letter is no JSON.", e);
    }
  }
}
