package simtrix.phone.recording;

import java.time.Instant;

/**
 * A file that may be a recording.
 *
 * @param type one that the server takes
 * @param modified when the recorder wrote its last byte: a moment after the call
 */
record RecordingFile(String uri, String name, String type, Instant modified, long size) {}
