package simtrix.phone.server;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A request's body that is read from the phone's storage piece by piece. */
final class StreamedBody extends RequestBody {

  private static final int PIECE = 64 * 1024;

  private final Upload file;

  StreamedBody(Upload file) {
    this.file = file;
  }

  @Override
  public MediaType contentType() {
    return MediaType.get(file.type());
  }

  @Override
  public long contentLength() {
    return file.length();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    byte[] piece = new byte[PIECE];
    try (InputStream in = opened()) {
      for (int n = read(in, piece); n >= 0; n = read(in, piece)) {
        sink.write(piece, 0, n);
      }
    }
  }

  private InputStream opened() throws IOException {
    try {
      return file.open();
    } catch (IOException e) {
      throw new UploadUnreadable(e);
    } catch (RuntimeException e) {
      // A provider's exceptions come over as they are, also where it means that a file is gone.
      throw new UploadUnreadable(new IOException(e));
    }
  }

  private static int read(InputStream in, byte[] piece) throws IOException {
    try {
      return in.read(piece);
    } catch (IOException e) {
      throw new UploadUnreadable(e);
    }
  }
}
