/**
 * The newcomer's start: the real server, a Bitrix24 sandbox beside it and the page {@code /demo}
 * that plays a phone. What the server itself needs does not live here; the demo uses it from
 * outside, over HTTP, wherever the server offers a way.
 */
package simtrix.demo;
