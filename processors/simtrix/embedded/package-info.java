/**
 * The database and the broker that run inside the server when none are configured, and where the
 * routes come from: what the server stands on. Nothing about calls, phones or portals may live
 * here.
 */
package simtrix.embedded;
