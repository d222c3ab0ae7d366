/**
 * The panel over the ringing call: what it says, how it looks, in which window it stands. It is
 * told of calls and cards and asks nobody.
 */
package simtrix.phone.panel;
