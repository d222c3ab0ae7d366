package simtrix.recording;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that has come whole from a phone and does not count yet.
 *
 * @param sha256 of its content
 * @param temporary where it lies; empty when it was only looked at
 */
record Arrived(AudioFormat format, long bytes, byte[] sha256, Optional<Path> temporary) {}
