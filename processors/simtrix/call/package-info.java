/**
 * A call: what the phone says about it, the state machine that cannot go back, and the journal in
 * which it stands. What becomes of a call in the CRM is decided elsewhere; nothing here talks to a
 * portal.
 */
package simtrix.call;
