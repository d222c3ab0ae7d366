/**
 * Puts the parts of the app together. Everything else is handed what it needs; nothing else looks
 * for it.
 */
package simtrix.phone.app;
