/**
 * The one taxonomy of what can go wrong between the server and a portal, and what is only an outage
 * of the server's own house (DESIGN 7). It decides nothing about calls and sends nothing; every
 * other package may use it.
 */
package simtrix.failure;
