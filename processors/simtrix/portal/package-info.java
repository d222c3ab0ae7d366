/**
 * The portals that this server serves: which they are, how they are connected and in what state.
 * How one talks to them lives in {@code simtrix.bitrix24}; nothing here sends a request.
 */
package simtrix.portal;
