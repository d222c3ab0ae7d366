/**
 * Recordings of calls: their way from the phone to a file here and on to the portal, each with a
 * state of its own, and who allows it. What becomes of the call itself is decided elsewhere, and
 * how a portal takes a file lives in {@code simtrix.bitrix24}.
 */
package simtrix.recording;
