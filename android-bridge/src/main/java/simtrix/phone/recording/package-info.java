/**
 * The recordings that the phone's own recorder leaves in a folder: found by time and number, and
 * sent after their call. Nothing is recorded here; no app can do that since Android 10.
 */
package simtrix.phone.recording;
