/**
 * The rules that operators set in {@code config/scenarios.yaml}: read, checked with a sentence for
 * each mistake, and in force within two seconds of a change. What a rule makes happen in a portal
 * does not live here, nor anything that knows a call of the journal.
 */
package simtrix.scenario;
