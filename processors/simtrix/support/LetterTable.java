package simtrix.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import simtrix.deadletter.DeadLetter;

/**
 * Letters as a table for a spreadsheet (RFC 4180, UTF-8), made while it is read: no more than one
 * page of them is in memory.
 */
final class LetterTable {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "callId",
          "portal",
          "number",
          "category",
          "code",
          "message",
          "attempts",
          "firstFailedAt",
          "lastFailedAt",
          "state",
          "note",
          "kind");

  /** What a spreadsheet would take for a formula; a telephone number in E.164 does no harm. */
  private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");

  private static final Pattern NUMBER = Pattern.compile("\\+[0-9*]{3,20}");

  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  /** Without it a spreadsheet takes UTF-8 for something else, and umlauts for two letters. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private LetterTable() {}

  /**
   * @param next gives the letters that come after one, or the first ones; an empty list ends it
   */
  static InputStream of(Function<Optional<DeadLetter>, List<DeadLetter>> next) {
    return new SequenceInputStream(new Pages(next));
  }

  /** Not an iterator, because that is what {@link SequenceInputStream} takes. */
  @SuppressWarnings("JdkObsolete")
  private static final class Pages implements Enumeration<InputStream> {

    private final Function<Optional<DeadLetter>, List<DeadLetter>> next;
    private boolean begun;
    private List<DeadLetter> page;

    Pages(Function<Optional<DeadLetter>, List<DeadLetter>> next) {
      this.next = next;
      this.page = next.apply(Optional.empty());
    }

    @Override
    public boolean hasMoreElements() {
      return !begun || !page.isEmpty();
    }

    @Override
    public InputStream nextElement() {
      if (!hasMoreElements()) {
        throw new NoSuchElementException("The table has come to its end.");
      }
      InputStream bytes = written(page, !begun);
      begun = true;
      page = page.isEmpty() ? page : next.apply(Optional.of(page.get(page.size() - 1)));
      return bytes;
    }
  }

  private static InputStream written(List<DeadLetter> page, boolean first) {
    CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(first).setLineSeparator("\r\n");
    COLUMNS.forEach(schema::addColumn);
    ObjectWriter writer = CSV.writer(schema.build());
    try {
      String text =
          page.isEmpty()
              ? String.join(",", COLUMNS) + "\r\n"
              : writer.writeValueAsString(page.stream().map(LetterTable::row).toList());
      String marked = first ? BYTE_ORDER_MARK + text : text;
      return new ByteArrayInputStream(marked.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A dead letter could not be written as CSV.", e);
    }
  }

  private static Map<String, Object> row(DeadLetter letter) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", letter.id());
    row.put("callId", letter.callId().toString());
    row.put("portal", letter.portal());
    row.put("number", letter.number().map(LetterTable::harmless).orElse(""));
    row.put("category", letter.category().name());
    row.put("code", harmless(letter.code()));
    row.put("message", harmless(letter.message()));
    row.put("attempts", letter.attempts());
    row.put("firstFailedAt", letter.firstFailedAt().toString());
    row.put("lastFailedAt", letter.lastFailedAt().toString());
    row.put("state", letter.state().name());
    row.put("note", letter.note().map(LetterTable::harmless).orElse(""));
    row.put("kind", letter.kind().name());
    return row;
  }

  private static String harmless(String text) {
    boolean formula = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
    return formula ? "'" + text : text;
  }
}
