/**
 * How Java reaches a route: by its id, by a portal and a template, or by a message on a queue;
 * never by an endpoint URI. What a route does lives in its YAML file, and what its data means in
 * the package of that concern.
 */
package simtrix.routing;
