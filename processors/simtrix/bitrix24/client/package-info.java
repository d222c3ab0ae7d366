/**
 * The way to a portal: its queue, token bucket, batches, circuit breaker, tokens and errors. What
 * is asked of a portal, and why, does not live here.
 */
package simtrix.bitrix24.client;
