package simtrix.audit;

import java.time.Instant;

/**
 * One action of somebody.
 *
 * @param user as given where nobody was let in; empty where nobody said who they are
 * @param action the {@code operationId} of the contract, {@code login} or {@code logout}
 * @param target what it was done to
 * @param allowed whether it was done
 * @param status of the HTTP answer
 */
public record AuditEntry(
    long id, Instant at, String user, String action, String target, boolean allowed, int status) {}
