/**
 * The HTTP edge: the contracts in {@code openapi/}, what they refuse, and how a refusal looks (RFC
 * 9457). It knows neither phones nor portals nor calls; who is asking is decided in {@code
 * simtrix.access}, and nothing here reads the database.
 */
package simtrix.edge;
