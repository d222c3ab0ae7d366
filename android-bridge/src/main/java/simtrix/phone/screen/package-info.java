/**
 * What the user sees when the app is opened: pairing, status, permissions, calls, settings and the
 * self-test. Nothing is decided, kept or sent here; all of that is asked of the other parts.
 */
package simtrix.phone.screen;
