/**
 * What happens while a phone rings: the server is asked who it is, and the panel is told. No event
 * is kept here; what a ring had to say is contained in the event that follows it.
 */
package simtrix.phone.ring;
