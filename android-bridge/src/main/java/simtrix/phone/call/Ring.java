package simtrix.phone.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that rings now.
 *
 * @param id one for the call from its ring to its end, on the phone, on the server and in the CRM
 * @param number as the network told it; absent while it is not known yet, and when it is withheld
 * @param sim name of the SIM card that rings, where there is more than one
 */
public record Ring(
    UUID id,
    Optional<String> number,
    Presentation presentation,
    Optional<String> sim,
    Instant rangAt) {}
