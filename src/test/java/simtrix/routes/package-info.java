/**
 * What each file in {@code routes/} promises, tried on the real YAML with Camel's test kit: beans
 * are stand-ins, queues are in memory. What the beans do to data is tested where they live.
 */
package simtrix.routes;
