/**
 * Storms: the server as a process of its own, many calls, and something that goes wrong at random
 * instants. Afterwards every accepted call stands in the portal exactly once.
 */
package simtrix.storm;
