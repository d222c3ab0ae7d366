/**
 * Storms: the server as a process of its own, many calls, and something that goes wrong at random
 * instants. Afterwards every accepted call stands in the portal exactly once; each storm prints one
 * line that begins with {@code Storm}. Nothing here may look into the server: it is asked over
 * HTTP, and what it wrote is read from the sandbox. {@code -Dsimtrix.storm.seeds=1,2,3} runs each
 * storm with these seeds.
 */
package simtrix.storm;
