package simtrix.recording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rows of the table {@code recording}. */
@Component
class RecordingRows {

  private final JdbcClient jdbc;

  RecordingRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Recording> find(UUID call) {
    return read(call, "");
  }

  /** The same, and nobody else changes it before the transaction ends. */
  Optional<Recording> locked(UUID call) {
    return read(call, " for update");
  }

  private Optional<Recording> read(UUID call, String lock) {
    return jdbc.sql("select * from recording where call_id = :call" + lock)
        .param("call", call.toString())
        .query(RecordingRows::recording)
        .optional();
  }

  static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** For the column {@code files_before}. */
  static String text(Collection<Long> files) {
    return files.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static Recording recording(ResultSet row, int number) throws SQLException {
    return new Recording(
        UUID.fromString(row.getString("call_id")),
        row.getLong("portal_id"),
        row.getString("device_id"),
        RecordingState.valueOf(row.getString("state")),
        word(row, "reason", Reason::valueOf),
        word(row, "delivery", Delivery::valueOf),
        word(row, "format", AudioFormat::valueOf),
        row.getLong("bytes"),
        Optional.ofNullable(row.getString("file")),
        instant(row, "expected_at"),
        instant(row, "received_at"),
        instant(row, "attached_at"),
        instant(row, "updated_at").orElseThrow(),
        row.getInt("ticket"),
        row.getInt("attempts"),
        instant(row, "next_attempt_at"),
        instant(row, "left_at"),
        word(row, "files_before", RecordingRows::ids));
  }

  private static <T> Optional<T> word(ResultSet row, String column, Function<String, T> read)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(read);
  }

  private static Set<Long> ids(String text) {
    return Arrays.stream(text.split(","))
        .filter(id -> !id.isBlank())
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }
}
