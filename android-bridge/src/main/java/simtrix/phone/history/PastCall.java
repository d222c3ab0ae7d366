package simtrix.phone.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import simtrix.phone.call.Outcome;

/**
 * A call of the last days.
 *
 * @param name the caller's, from the card
 * @param url opens the record in the portal
 */
public record PastCall(
    UUID id,
    Optional<String> number,
    Optional<String> name,
    Optional<String> company,
    Optional<Outcome> outcome,
    Instant rangAt,
    Duration talk,
    CrmState state,
    Optional<String> url) {

  /** Where the call stands on its way into the CRM. */
  public enum CrmState {
    /** It is not over yet. */
    GOING_ON,
    /** It waits on this phone. */
    ON_PHONE,
    /** The server has it and is about to write it. */
    ON_SERVER,
    WRITTEN,
    /** By rule it is kept on the server alone. */
    NOT_IN_CRM,
    /** The CRM did not take it yet; the server goes on trying. */
    BEING_RETRIED,
    /** People have to look at it; nothing is lost. */
    WITH_SUPPORT,
    /** The server refused the event. */
    REFUSED
  }
}
