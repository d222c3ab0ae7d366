/**
 * A call on this phone from its first ring to its end: the state machine and the words for it. No
 * Android service is asked here, so that every order of events can be tested.
 */
package simtrix.phone.call;
