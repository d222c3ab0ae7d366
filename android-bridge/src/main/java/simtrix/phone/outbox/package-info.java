/**
 * What the server has yet to be told: kept on disk before any network is used, and sent until the
 * server has said that it has it. Nothing else may send an event.
 */
package simtrix.phone.outbox;
