/**
 * Takes edits of the route files while the server runs: looks for them, has them checked, and puts
 * new routes in the place of old ones. What a route file may say is judged in {@code
 * routing.check}; nothing here knows what a route is for.
 */
package simtrix.routing.reload;
