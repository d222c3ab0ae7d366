/**
 * What the pipeline looks like and how it is doing: its routes as they run, drawn and counted, and
 * its queues. Nothing in here starts, stops or changes a route or a message.
 */
package simtrix.pipeline;
