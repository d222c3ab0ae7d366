/**
 * What support people see through the support API (DESIGN 7): lists, details and counts, read only.
 * What they change lives with the thing that is changed, in {@code simtrix.deadletter} and {@code
 * simtrix.device}.
 */
package simtrix.support;
