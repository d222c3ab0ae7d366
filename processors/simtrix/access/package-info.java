/**
 * Who may ask what: the security chains, the tokens of phones, the users of the console with their
 * roles, what they may see, and what one client may ask in a second. What an answer says is decided
 * elsewhere; nothing here touches a call.
 */
package simtrix.access;
