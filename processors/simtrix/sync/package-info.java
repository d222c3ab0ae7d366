/**
 * Keeps cached callers in step with the CRM: which events are echoes of our own writes, what has to
 * be asked because events say only ids, and the queue of events that a portal keeps for us. What a
 * card shows is decided elsewhere, and nothing here writes to a CRM.
 */
package simtrix.sync;
