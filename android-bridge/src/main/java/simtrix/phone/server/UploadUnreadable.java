package simtrix.phone.server;

import java.io.IOException;

/** The file on the phone cannot be read (any more): no network can mend that. */
final class UploadUnreadable extends IOException {

  private static final long serialVersionUID = 1L;

  UploadUnreadable(IOException cause) {
    super("The recording cannot be read any more; it may have been deleted or moved.", cause);
  }
}
