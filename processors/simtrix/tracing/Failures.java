package simtrix.tracing;

import java.util.Optional;
import simtrix.failure.CrmFailure;

/** What of a failure may stand in a log and in a span: its kind, never what anybody said. */
final class Failures {

  private Failures() {}

  /** The failure of the CRM behind an exception, if it is one. */
  static Optional<CrmFailure> behind(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CrmFailure failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  /** Category and code, or the class of what is no failure of the CRM. */
  static String kind(Throwable thrown) {
    return behind(thrown)
        .map(failure -> failure.category() + " " + failure.code())
        .orElseGet(() -> thrown.getClass().getSimpleName());
  }
}
