package simtrix.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.springframework.stereotype.Component;

/** Says what a file is by its content; what its sender calls it does not count. */
@Component
class AudioDetector {

  /** So many of the first bytes are looked at. */
  static final int HEAD = 64 * 1024;

  private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

  /**
   * @param head the first bytes of the file
   * @return empty for anything but the formats that are taken
   */
  Optional<AudioFormat> detect(byte[] head) {
    try {
      return AudioFormat.ofType(
          types.detect(new ByteArrayInputStream(head), new Metadata()).getBaseType().toString());
    } catch (IOException impossible) {
      throw new UncheckedIOException("Bytes in memory could not be read.", impossible);
    }
  }
}
