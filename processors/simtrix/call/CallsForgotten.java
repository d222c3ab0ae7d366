package simtrix.call;

import java.util.List;
import java.util.UUID;

/**
 * Published in the transaction that forgets the persons of these calls; who keeps something of
 * theirs deletes it too (DESIGN 9).
 */
public record CallsForgotten(List<UUID> callIds) {}
