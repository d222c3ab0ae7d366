/**
 * The dead letters: writes that were given up, indexed for search, and how one is brought back to
 * life. The messages themselves lie on the broker; this package reconciles the two and never talks
 * to a portal.
 */
package simtrix.deadletter;
