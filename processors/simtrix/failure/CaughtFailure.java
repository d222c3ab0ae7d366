package simtrix.failure;

import org.apache.camel.Exchange;

/** What went wrong in a route that takes from a queue. */
public final class CaughtFailure {

  /** Property: how often the broker has delivered this message, this time included. */
  public static final String DELIVERIES = "deliveries";

  /**
   * So often the broker delivers a message (with its pauses, over some eight minutes) that meets an
   * error of the database of which nobody can say whether it passes.
   */
  private static final int MOST_DELIVERIES = 20;

  private CaughtFailure() {}

  /**
   * The judged failure behind the exception of an exchange.
   *
   * @param otherwise what a fault of this server is called: a sentence for people
   */
  public static CrmFailure of(Exchange exchange, String otherwise) {
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
      if (cause instanceof CrmFailure failure) {
        return failure;
      }
    }
    return CrmFailure.of(Category.BUG, caught.getClass().getSimpleName(), otherwise, caught);
  }

  /**
   * Whether this server's own database or broker is away, so that nothing can be decided. An error
   * that one message meets time and again is none; if it is one after all, the message cannot be
   * given up either, and goes on coming back.
   */
  public static boolean isOutage(Exchange exchange) {
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    boolean again = exchange.getProperty(DELIVERIES, 1, Integer.class) > MOST_DELIVERIES;
    return Outage.isBehind(caught) && !(again && Outage.mayBeFault(caught));
  }
}
