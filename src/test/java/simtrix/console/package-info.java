/**
 * The console in a real browser: what support people do, by clicking, against a whole server and a
 * portal of its own. What the routes and desks behind it do is tested with them.
 */
package simtrix.console;
