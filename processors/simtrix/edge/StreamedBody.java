package simtrix.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * The body of a request that is too large for memory: it is read from the connection while somebody
 * keeps it, and refused as soon as it is larger than the contract allows.
 */
public final class StreamedBody {

  /** So long a client may take to send it; the connection itself ends a pause much earlier. */
  static final Duration LONGEST = Duration.ofHours(1);

  static final String ATTRIBUTE = StreamedBody.class.getName();

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int KIBI = 1024;

  private final HttpServletRequest request;
  private final long limit;

  /**
   * @throws RefusedRequest 413 when the client says itself that it is too large
   */
  StreamedBody(HttpServletRequest request, long limit) {
    this.request = request;
    this.limit = limit;
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
  }

  /** The body of a request whose operation has one of this kind. */
  public static StreamedBody of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof StreamedBody body) {
      return body;
    }
    throw new IllegalStateException("The contract gives this operation no body to be streamed.");
  }

  /** Bytes as the client has announced them; 0 when it has not. */
  public long announced() {
    return Math.max(0, request.getContentLengthLong());
  }

  /**
   * The body, once. What goes wrong while it is read is thrown as a {@link RefusedRequest}, so that
   * it cannot be taken for trouble of the one who writes: 413 when it is too large, 503 when it did
   * not come to its end, because then it is to be sent again.
   */
  public InputStream open() {
    try {
      return new Limited(request.getInputStream(), limit);
    } catch (IOException broken) {
      throw cut(broken);
    }
  }

  private static RefusedRequest tooLarge(long limit) {
    return RefusedRequest.of(
        HttpStatus.PAYLOAD_TOO_LARGE,
        "The body is larger than the %d MiB that this operation takes."
            .formatted(limit / KIBI / KIBI));
  }

  private static RefusedRequest cut(IOException broken) {
    return RefusedRequest.unavailable(
        "The body did not come to its end and nothing of it was kept; send it again.",
        SOON,
        broken);
  }

  private static final class Limited extends FilterInputStream {

    private final long limit;
    private final long deadline = System.nanoTime() + LONGEST.toNanos();
    private long seen;

    Limited(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int read;
      try {
        read = in.read(into, offset, length);
      } catch (IOException broken) {
        throw cut(broken);
      }
      seen += Math.max(0, read);
      if (seen > limit) {
        throw tooLarge(limit);
      }
      if (System.nanoTime() > deadline) {
        throw cut(new IOException("The client is too slow."));
      }
      return read;
    }
  }
}
