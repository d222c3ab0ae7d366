package simtrix.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter;
import simtrix.failure.Category;

@DisplayName("Dead letters as a table for a spreadsheet")
class LetterTableTest {

  @Test
  @DisplayName("A text that a spreadsheet would take for a formula cannot be one")
  void formulas() throws IOException {
    String table = table(letter(1, "=HYPERLINK(\"http://evil\")", "+cmd|x", "+4915112345678"));
    assertThat(table)
        .contains("\"'=HYPERLINK(\"\"http://evil\"\")\"", ",'+cmd|x", ",+4915112345678,");
  }

  @Test
  @DisplayName("Commas, quotes and lines stay inside their cell")
  void quoting() throws IOException {
    String table = table(letter(1, "a,\"b\"\nc", "note", "+4915112345678"));
    assertThat(table).contains("\"a,\"\"b\"\"\nc\"");
    assertThat(table).startsWith("id,callId,portal,number,category,code,message,");
  }

  @Test
  @DisplayName("Without letters there is the header, and every page is asked for once")
  void pages() throws IOException {
    assertThat(read(last -> List.of()))
        .isEqualTo(
            "id,callId,portal,number,category,code,message,attempts,firstFailedAt,lastFailedAt,state,note,kind\r\n");
    String three =
        read(
            last ->
                LongStream.rangeClosed(1, 3)
                    .filter(id -> id == last.map(DeadLetter::id).orElse(0L) + 1)
                    .mapToObj(id -> letter(id, "m", "n", "+491"))
                    .toList());
    assertThat(three.lines()).hasSize(4);
  }

  private static String table(DeadLetter letter) throws IOException {
    return read(last -> last.isPresent() ? List.of() : List.of(letter));
  }

  private static String read(Function<Optional<DeadLetter>, List<DeadLetter>> pages)
      throws IOException {
    String table = new String(LetterTable.of(pages).readAllBytes(), StandardCharsets.UTF_8);
    assertThat(table).as("for spreadsheets").startsWith("\uFEFF");
    assertThat(table.lastIndexOf('\uFEFF')).as("once").isZero();
    return table.substring(1);
  }

  private static DeadLetter letter(long id, String message, String note, String number) {
    return new DeadLetter(
        id,
        new UUID(0, id),
        WriteKind.CALL,
        7,
        Optional.of(number),
        Category.REJECTED,
        "CODE",
        message,
        1,
        Instant.EPOCH,
        Instant.EPOCH,
        DeadLetter.State.DEAD,
        Optional.of(note),
        "group",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
