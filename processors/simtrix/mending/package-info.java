/**
 * What a person does to put failed writes right in larger strokes: a corrected copy of one letter,
 * and jobs that retry many at a rate. One retry itself lives in {@code simtrix.deadletter}; nothing
 * here talks to a portal.
 */
package simtrix.mending;
