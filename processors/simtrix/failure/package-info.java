/**
 * The one taxonomy of what can go wrong between the server and a portal, and the one predicate that
 * decides what is tried again (DESIGN 7). It knows nothing of HTTP, queues or tables, and every
 * other package may use it.
 */
package simtrix.failure;
