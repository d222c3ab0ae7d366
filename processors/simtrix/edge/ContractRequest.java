package simtrix.edge;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.springframework.http.MediaType;

/**
 * A request as the contract has it: the body read to its end, and of the headers only those that
 * the operation names. Camel makes a message header of everything else it sees, so that a client's
 * {@code From} would be taken for the parameter {@code from}.
 */
final class ContractRequest extends HttpServletRequestWrapper {

  private final Operation operation;
  private final byte[] body;

  ContractRequest(HttpServletRequest request, Operation operation, byte[] body) {
    super(request);
    this.operation = operation;
    this.body = body;
  }

  /** A HEAD is done as a GET; the container leaves the body of the answer out (RFC 9110, 9.3.2). */
  @Override
  public String getMethod() {
    return operation.method().name();
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(
        Collections.list(super.getHeaderNames()).stream().filter(this::isVisible).toList());
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isVisible(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
  }

  @Override
  public String getHeader(String name) {
    return isVisible(name) ? super.getHeader(name) : null;
  }

  /** Who streams a body may take longer than the container's usual half minute for an answer. */
  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    AsyncContext answering = super.startAsync(request, response);
    if (operation.streamLimit().isPresent()) {
      answering.setTimeout(StreamedBody.LONGEST.multipliedBy(2).toMillis());
    }
    return answering;
  }

  private boolean isVisible(String header) {
    return switch (header.toLowerCase(Locale.ROOT)) {
      case "content-type", "host" -> true;
      default -> operation.namesHeader(header);
    };
  }

  /**
   * What has no body here has no type, or one that every mapping knows where a body is streamed
   * past the mapping: that was held against the contract before.
   */
  @Override
  public String getContentType() {
    if (operation.streamLimit().isPresent()) {
      return MediaType.APPLICATION_JSON_VALUE;
    }
    return body.length == 0 ? null : super.getContentType();
  }

  /** Both JSON and forms are UTF-8 here, whatever else the client says. */
  @Override
  public String getCharacterEncoding() {
    return StandardCharsets.UTF_8.name();
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(
        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Bytes(new ByteArrayInputStream(body));
  }

  private static final class Bytes extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    Bytes(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("The body is in memory already; read it at once.");
    }
  }
}
