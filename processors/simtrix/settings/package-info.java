/**
 * The configuration of the server: every key typed, documented and checked at start, and the
 * secrets that the server makes for itself when the operator gives none. No behaviour of the
 * pipeline may live here, and this package uses no other package of SIMtrix.
 */
package simtrix.settings;
