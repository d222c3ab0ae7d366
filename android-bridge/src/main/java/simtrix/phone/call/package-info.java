/**
 * A call on this phone from its first ring to its verdict: the state machine, the judgement by the
 * call log, and the words for both. No Android service is asked here, so that every order of events
 * can be tested.
 */
package simtrix.phone.call;
