package simtrix.portal;

/**
 * Published when a portal came in, for the first time or again.
 *
 * @param portal id of the portal
 */
public record PortalConnected(long portal) {}
