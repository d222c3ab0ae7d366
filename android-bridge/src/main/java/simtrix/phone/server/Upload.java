package simtrix.phone.server;

import java.io.IOException;
import java.io.InputStream;

/** A file that is read while it is sent. */
public interface Upload {

  /** Its media type, such as {@code audio/mp4}. */
  String type();

  /** Its length in bytes, or -1. */
  long length();

  InputStream open() throws IOException;
}
