package simtrix.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import simtrix.call.ForgottenCalls;
import simtrix.privacy.Kept.AttemptData;
import simtrix.privacy.Kept.CallData;
import simtrix.privacy.Kept.InBitrix24;
import simtrix.privacy.Kept.LetterData;
import simtrix.privacy.Kept.Mention;
import simtrix.privacy.Kept.PendingCall;

/** Finds in the tables what belongs to a number. */
@Component
class KeptCalls {

  /** What is no telephone number has no E.164 and is found as it was sent; both by one index. */
  private static final String OF_NUMBER =
      "(c.e164 = :e164 or c.e164 is null and c.number in (:spellings))";

  private static final String ON_LINE = "c.line_number in (:spellings)";
  private static final String IN_NOTE =
      "d.note is not null and regexp_replace(d.note, '[^0-9]', '') like :inText";

  private static final int MOST_NAMED = 200;

  private final JdbcClient jdbc;

  KeptCalls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<UUID> ids(SoughtNumber number) {
    return about(number, "select c.call_id from call_journal c where " + OF_NUMBER)
        .query(String.class)
        .list()
        .stream()
        .map(UUID::fromString)
        .toList();
  }

  int count(SoughtNumber number, String what) {
    return about(number, "select count(*) from " + what).query(Integer.class).single();
  }

  int calls(SoughtNumber number) {
    return count(number, "call_journal c where " + OF_NUMBER);
  }

  int pending(SoughtNumber number) {
    return count(number, "call_journal c where not " + done() + " and (" + OF_NUMBER + ")");
  }

  int recordings(SoughtNumber number) {
    return count(number, "call_journal c where c.recording <> 'NONE' and (" + OF_NUMBER + ")");
  }

  int attempts(SoughtNumber number) {
    return count(
        number, "call_journal c join call_attempt a on a.call_id = c.call_id where " + OF_NUMBER);
  }

  int letters(SoughtNumber number) {
    return count(
        number, "call_journal c join dead_letter d on d.call_id = c.call_id where " + OF_NUMBER);
  }

  /** Calls that came in on this number, which is that of a phone. */
  int lines(SoughtNumber number) {
    return count(number, "call_journal c where " + ON_LINE);
  }

  List<PendingCall> namedPending(SoughtNumber number) {
    return about(
            number,
            """
            select c.call_id, c.status, p.host from call_journal c join portal p on p.id = c.portal_id
            where not %s and (%s) order by c.received_at limit %d"""
                .formatted(done(), OF_NUMBER, MOST_NAMED))
        .query(
            (row, index) ->
                new PendingCall(
                    UUID.fromString(row.getString("call_id")),
                    row.getString("host"),
                    row.getString("status")))
        .list();
  }

  List<CallData> export(SoughtNumber number) {
    Map<String, List<AttemptData>> attempts =
        about(
                number,
                """
                select a.* from call_journal c join call_attempt a on a.call_id = c.call_id
                where %s order by a.at, a.id"""
                    .formatted(OF_NUMBER))
            .query((row, index) -> Map.entry(row.getString("call_id"), attempt(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    LinkedHashMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return about(
            number,
            """
            select c.*, p.host from call_journal c join portal p on p.id = c.portal_id
            where %s order by c.received_at"""
                .formatted(OF_NUMBER))
        .query(
            (row, index) -> call(row, attempts.getOrDefault(row.getString("call_id"), List.of())))
        .list();
  }

  List<LetterData> exportLetters(SoughtNumber number) {
    return about(
            number,
            """
            select d.* from call_journal c join dead_letter d on d.call_id = c.call_id
            where %s order by d.id"""
                .formatted(OF_NUMBER))
        .query(
            (row, index) ->
                new LetterData(
                    row.getLong("id"),
                    UUID.fromString(row.getString("call_id")),
                    row.getString("category"),
                    row.getString("code"),
                    row.getString("message"),
                    instant(row, "first_failed_at").orElseThrow(),
                    instant(row, "last_failed_at").orElseThrow(),
                    row.getString("state"),
                    Optional.ofNullable(row.getString("note"))))
        .list();
  }

  /** Notes about calls of other numbers that name this one. */
  List<Mention> mentions(SoughtNumber number) {
    return number.digitsInText().isEmpty()
        ? List.of()
        : about(
                number,
                "select d.id, d.note from dead_letter d join call_journal c on c.call_id = d.call_id"
                    + " where %s and not (%s) order by d.id".formatted(IN_NOTE, OF_NUMBER))
            .query((row, index) -> new Mention(row.getLong("id"), row.getString("note")))
            .list();
  }

  int forgetMentions(List<Mention> mentions) {
    return mentions.isEmpty()
        ? 0
        : jdbc.sql("update dead_letter set note = null where id in (:ids)")
            .param("ids", mentions.stream().map(Mention::letter).toList())
            .update();
  }

  /** Takes the number out of calls that came in on it and are done with, some at a time. */
  int forgetLines(SoughtNumber number) {
    int all = 0;
    int some;
    do {
      some =
          about(
                  number,
                  "update call_journal c set c.line_number = null where %s and %s limit 5000"
                      .formatted(ON_LINE, done()))
              .update();
      all += some;
    } while (some > 0);
    return all;
  }

  /** Calls on this line that are still on their way. */
  List<UUID> pendingOnLine(SoughtNumber number) {
    return about(
            number,
            "select c.call_id from call_journal c where %s and not %s".formatted(ON_LINE, done()))
        .query(String.class)
        .list()
        .stream()
        .map(UUID::fromString)
        .toList();
  }

  private static String done() {
    return "c." + ForgottenCalls.DONE;
  }

  private StatementSpec about(SoughtNumber number, String sql) {
    return jdbc.sql(sql)
        .param("e164", number.e164().orElse(""))
        .param("spellings", number.spellings())
        .param("inText", "%" + number.digitsInText().orElse("") + "%");
  }

  private static CallData call(ResultSet row, List<AttemptData> attempts) throws SQLException {
    return new CallData(
        UUID.fromString(row.getString("call_id")),
        row.getString("host"),
        row.getString("device_id"),
        row.getString("direction"),
        row.getString("state"),
        Optional.ofNullable(row.getString("outcome")),
        row.getString("status"),
        Optional.ofNullable(row.getString("number")),
        Optional.ofNullable(row.getString("e164")),
        row.getString("presentation"),
        Optional.ofNullable(row.getString("line_number")),
        instant(row, "ringing_at").orElseThrow(),
        instant(row, "answered_at"),
        instant(row, "ended_at"),
        instant(row, "received_at").orElseThrow(),
        row.getString("recording"),
        Optional.ofNullable(row.getString("lead_title")),
        new InBitrix24(
            Optional.ofNullable(row.getString("entity_type")),
            id(row, "entity_id"),
            id(row, "deal_id"),
            id(row, "lead_id"),
            Optional.ofNullable(row.getString("crm_call_id")),
            id(row, "activity_id")),
        attempts);
  }

  private static AttemptData attempt(ResultSet row) throws SQLException {
    return new AttemptData(
        instant(row, "at").orElseThrow(),
        Optional.ofNullable(row.getString("category")),
        Optional.ofNullable(row.getString("code")),
        Optional.ofNullable(row.getString("message")));
  }

  private static Optional<Long> id(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(at -> at.toInstant(ZoneOffset.UTC));
  }
}
