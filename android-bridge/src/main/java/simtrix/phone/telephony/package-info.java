/**
 * What Android tells of calls: broadcasts, the screening service, the call log, the SIM cards; and
 * the watch that makes calls of it. The server is unknown here.
 */
package simtrix.phone.telephony;
