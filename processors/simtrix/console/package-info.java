/**
 * The web page that support people live in (DESIGN 7): controllers that read the desks of {@code
 * simtrix.support} and send what people do through the same routes as the support API. Nothing here
 * decides what is true or asks a portal; a page knows how things are shown, and nothing else knows.
 */
package simtrix.console;
