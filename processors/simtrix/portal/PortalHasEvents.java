package simtrix.portal;

/**
 * A portal says that events wait there to be fetched (REFERENCE 7.4).
 *
 * @param portal its id
 */
public record PortalHasEvents(long portal) {}
