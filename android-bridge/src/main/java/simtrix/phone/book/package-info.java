/**
 * The calls of this phone on its disk: what the state machine remembers, and what became of each
 * call. Nothing is decided here.
 */
package simtrix.phone.book;
