/**
 * What phones say and hear: events of calls on their way into the journal, and the answers to them
 * (DESIGN 4). Writing to the CRM begins behind the queue and has no place here.
 */
package simtrix.intake;
