package simtrix.tracing;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import simtrix.call.Call;

/**
 * The call that an exchange is about, in words for the log: from the property {@code call}, else
 * from the headers {@code callId} and {@code portal}, which travel with the messages too.
 *
 * @param id as the phone made it; empty when the exchange is about none that is known yet
 * @param attempt empty where nothing is being written
 */
record FollowedCall(String id, String portal, String attempt) {

  /** The path of a request may say anything; the log is told a UUID or nothing. */
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final FollowedCall NONE = new FollowedCall("", "", "");

  static FollowedCall of(Exchange exchange) {
    if (exchange.getProperty("call") instanceof Call call) {
      boolean written = exchange.getProperty("deliveries") != null;
      return new FollowedCall(
          call.id().toString(),
          Long.toString(call.portal()),
          written ? Integer.toString(call.attempts() + 1) : "");
    }
    if (exchange.getMessage().getHeader(Trail.CALL) instanceof String id
        && UUID.matcher(id).matches()) {
      return new FollowedCall(
          id.toLowerCase(Locale.ROOT),
          exchange.getMessage().getHeader(Trail.PORTAL) instanceof Long portal
              ? portal.toString()
              : "",
          "");
    }
    return NONE;
  }
}
