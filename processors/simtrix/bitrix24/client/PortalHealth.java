package simtrix.bitrix24.client;

import org.springframework.stereotype.Component;
import simtrix.portal.Portal;

/** How the way to each portal is at this moment, for the console and the support API (DESIGN 8). */
@Component
public class PortalHealth {
  private final Circuits circuits;
  private final TokenBuckets buckets;
  private final LimitedPortalClient client;

  PortalHealth(Circuits circuits, TokenBuckets buckets, LimitedPortalClient client) {
    this.circuits = circuits;
    this.buckets = buckets;
    this.client = client;
  }

  /**
   * One reading.
   *
   * @param reachable false while the circuit breaker keeps requests back
   * @param tokensLeft requests that could go out at once; below zero after a debt
   * @param waitingCommands commands that wait for their turn on this node
   */
  public record Reading(boolean reachable, long tokensLeft, int waitingCommands) {}

  /** Reads a portal; asks the database, but not the portal. */
  public Reading of(long portal) {
    return new Reading(!circuits.of(portal).isOpen(), tokensLeft(portal), waitingCommands(portal));
  }

  /** CLOSED, OPEN or HALF_OPEN on this node. */
  public String circuit(long portal) {
    return circuits.of(portal).state();
  }

  /** Requests that could go out at once; asks the database. */
  public long tokensLeft(long portal) {
    return buckets.left(portal);
  }

  /** Commands that wait for their turn on this node. */
  public int waitingCommands(long portal) {
    return client.waitingCommands(portal);
  }

  /**
   * The word for a portal's state: that of {@link Portal.Status}, or {@code UNREACHABLE} for an
   * active one that this node cannot reach.
   */
  public String status(Portal portal) {
    boolean unreachable =
        portal.status() == Portal.Status.ACTIVE && circuits.of(portal.id()).isOpen();
    return unreachable ? "UNREACHABLE" : portal.status().name();
  }
}
