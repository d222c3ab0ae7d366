/**
 * What a person can follow of one call from the phone to the portal: the marks on each line of the
 * log, and the spans for an OpenTelemetry collector. What is done with a call does not live here,
 * and neither does anything that changes it.
 */
package simtrix.tracing;
