package simtrix.bitrix24.client;

import static java.util.Map.entry;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Decides which {@link Category} a portal's refusal is (DESIGN 7, REFERENCE 1.3, 1.4). The code
 * decides where it is known; then the description, because a code may be empty; then the HTTP
 * status.
 */
final class FailureJudge {
  static final String TIMEOUT = "TIMEOUT";
  private static final String CUT = "CONNECTION_RESET";

  /** Nobody listens any more, or the one in between (502, 504), but the portal may work on. */
  private static final Set<String> MAY_STILL_RUN = Set.of(TIMEOUT, CUT, "HTTP_502", "HTTP_504");

  /**
   * Says that an error came without a status of its own: inside a batch, or in an answer of 200.
   */
  static final int NO_STATUS = 0;

  private static final int LONGEST_QUOTE = 300;
  private static final Pattern DIGITS = Pattern.compile("\\d(?:[ ()./-]{0,2}\\d){5,}");

  private static final Map<String, Category> BY_CODE =
      Map.ofEntries(
          entry("EXPIRED_TOKEN", Category.AUTH),
          entry("INVALID_TOKEN", Category.AUTH),
          entry("NO_AUTH_FOUND", Category.AUTH),
          entry("AUTHORIZATION_ERROR", Category.AUTH),
          entry("APPLICATION_NOT_FOUND", Category.AUTH),
          entry("NOT_INSTALLED", Category.AUTH),
          entry("ERROR_OAUTH", Category.AUTH),
          entry("INVALID_GRANT", Category.AUTH),
          entry("INVALID_CLIENT", Category.AUTH),
          entry("WRONG_CLIENT", Category.AUTH),
          entry("PAYMENT_REQUIRED", Category.PERMISSION),
          entry("METHOD_CONFIRM_WAITING", Category.PERMISSION),
          entry("METHOD_CONFIRM_DENIED", Category.PERMISSION),
          entry("INSUFFICIENT_SCOPE", Category.PERMISSION),
          entry("INVALID_SCOPE", Category.PERMISSION),
          entry("INVALID_CREDENTIALS", Category.PERMISSION),
          entry("USER_ACCESS_ERROR", Category.PERMISSION),
          entry("ACCESS_DENIED", Category.PERMISSION),
          entry("WRONG_AUTH_TYPE", Category.PERMISSION),
          entry("OVERLOAD_LIMIT", Category.PERMISSION),
          entry("PORTAL_DELETED", Category.PERMISSION),
          entry("QUERY_LIMIT_EXCEEDED", Category.RATE_LIMIT),
          entry("OPERATION_TIME_LIMIT", Category.OPERATION_LIMIT),
          entry("INTERNAL_SERVER_ERROR", Category.SERVER),
          entry("ERROR_UNEXPECTED_ANSWER", Category.SERVER),
          entry("INVALID_REQUEST", Category.BUG),
          entry("ERROR_METHOD_NOT_FOUND", Category.BUG),
          entry("ERROR_BATCH_LENGTH_EXCEEDED", Category.BUG),
          entry("ERROR_BATCH_METHOD_NOT_ALLOWED", Category.BUG));

  /** Some methods answer with a piece of HTML: {@code Task title not specified<br>}. */
  private static final Pattern TAGS = Pattern.compile("</?[a-zA-Z]{1,10}\\s*/?>");

  private FailureJudge() {}

  /**
   * Whether the portal may still be working on a request that ended so; where it said itself how it
   * ended, it is not (REFERENCE 3.3).
   */
  static boolean mayStillRun(CrmFailure failure) {
    return MAY_STILL_RUN.contains(failure.code());
  }

  /**
   * Judges an error envelope.
   *
   * @param status HTTP status, or {@link #NO_STATUS}
   * @param code {@code error}, perhaps empty
   * @param description {@code error_description}, perhaps empty
   */
  static CrmFailure error(int status, String code, String description) {
    Category category =
        Optional.ofNullable(BY_CODE.get(code.toUpperCase(Locale.ROOT)))
            .or(() -> byDescription(description))
            .orElseGet(() -> byStatus(status));
    String shownCode = code.isBlank() ? (status >= 400 ? "HTTP_" + status : "NO_CODE") : code;
    String quote = quoted(description);
    String said = quote.isEmpty() ? "no reason" : "\"" + quote + "\"";
    return CrmFailure.of(category, quoted(shownCode), sentence(category).formatted(said));
  }

  /** Judges an answer that is not JSON, such as the HTML page of an overloaded server. */
  static CrmFailure notJson(int status) {
    return CrmFailure.of(
        Category.SERVER,
        status >= 400 ? "HTTP_" + status : "NOT_JSON",
        "The portal answered with status %d and something that is not JSON: it is overloaded or not a Bitrix24."
            .formatted(status));
  }

  /** Judges a request that got no answer. */
  static CrmFailure noAnswer(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<CrmFailure> judged = network(cause, thrown);
      if (judged.isPresent()) {
        return judged.get();
      }
    }
    return CrmFailure.of(
        Category.BUG,
        "REQUEST_FAILED",
        "The request to the portal could not be made: the log has the reason.",
        thrown);
  }

  private static Optional<CrmFailure> network(Throwable cause, Throwable thrown) {
    if (cause instanceof AnswerTooLargeException) {
      return Optional.of(
          CrmFailure.of(Category.SERVER, "ANSWER_TOO_LARGE", cause.getMessage(), thrown));
    }
    if (cause instanceof ConnectionRequestTimeoutException) {
      return Optional.of(
          network("NO_CONNECTION", "All connections to portals are taken; try later.", thrown)
              .withoutAttempt());
    }
    if (cause instanceof UnknownHostException) {
      return Optional.of(
          network("UNKNOWN_HOST", "The portal's host name is not known to the DNS.", thrown));
    }
    if (cause instanceof SSLException) {
      return Optional.of(
          network("TLS", "No secure connection to the portal: check its certificate.", thrown));
    }
    if (cause instanceof ConnectTimeoutException) {
      return Optional.of(
          network("CONNECT_TIMEOUT", "The portal took no connection in time.", thrown));
    }
    if (cause instanceof SocketTimeoutException) {
      return Optional.of(
          network(
              TIMEOUT, "The portal did not answer in time; whether it did it is unknown.", thrown));
    }
    if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
      return Optional.of(network("CONNECT_REFUSED", "The portal takes no connections.", thrown));
    }
    if (cause instanceof java.io.IOException) {
      return Optional.of(
          network(
              CUT, "The connection to the portal broke; whether it did it is unknown.", thrown));
    }
    return Optional.empty();
  }

  private static CrmFailure network(String code, String sentence, Throwable cause) {
    return CrmFailure.of(Category.NETWORK, code, sentence, cause);
  }

  private static Optional<Category> byDescription(String description) {
    String text = description.toLowerCase(Locale.ROOT);
    if (text.contains("access denied")) {
      return Optional.of(Category.PERMISSION);
    }
    return text.contains("database error") ? Optional.of(Category.SERVER) : Optional.empty();
  }

  private static Category byStatus(int status) {
    if (status >= 500) {
      return Category.SERVER;
    }
    return switch (status) {
      case 401 -> Category.AUTH;
      case 402, 403, 410 -> Category.PERMISSION;
      case 408 -> Category.NETWORK;
      case 429 -> Category.RATE_LIMIT;
      case NO_STATUS, 200, 400, 409, 422 -> Category.REJECTED;
      default -> Category.BUG;
    };
  }

  private static String sentence(Category category) {
    return switch (category) {
      case AUTH -> "The portal does not take our credentials (%s): install the application again.";
      case PERMISSION -> "The portal forbids it (%s): its administrator has to allow it.";
      case RATE_LIMIT -> "The portal has had too many requests (%s).";
      case OPERATION_LIMIT -> "The portal has blocked this method for some minutes (%s).";
      case SERVER -> "The portal failed (%s).";
      case NETWORK -> "The portal gave up waiting for the request (%s).";
      case REJECTED -> "The portal says that the data is wrong (%s): correct it.";
      case BUG -> "The portal does not understand the request (%s): tell the makers of SIMtrix.";
    };
  }

  /** What may stand in a sentence: short, on one line, and without phone numbers. */
  private static String quoted(String text) {
    String plain = TAGS.matcher(text).replaceAll(" ").strip();
    String masked = DIGITS.matcher(plain).replaceAll("***").replaceAll("\\s+", " ");
    return masked.length() <= LONGEST_QUOTE ? masked : masked.substring(0, LONGEST_QUOTE) + "...";
  }
}
