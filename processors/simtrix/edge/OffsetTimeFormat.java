package simtrix.edge;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The format {@code date-time} (RFC 3339, 5.6; seconds may be left out), held to what the server
 * can keep: an offset of at most 18 hours and, in UTC, a year from 1900 to 9998. A phone whose
 * clock is wrong is in 1970, not in the year 0.
 */
final class OffsetTimeFormat implements Format {

  private static final Pattern SHAPE =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

  @Override
  public String getName() {
    return "date-time";
  }

  @Override
  public boolean matches(ExecutionContext context, String text) {
    if (!SHAPE.matcher(text).matches()) {
      return false;
    }
    try {
      int year = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).getYear();
      return year >= 1900 && year <= 9998;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
