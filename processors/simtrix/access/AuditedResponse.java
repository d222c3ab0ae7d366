package simtrix.access;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Tells once, and before the client can see anything of the answer, with which status a request
 * ends: whoever has the answer finds the entry in the audit.
 */
final class AuditedResponse extends HttpServletResponseWrapper {

  private final IntConsumer end;
  private final AtomicBoolean told = new AtomicBoolean();

  AuditedResponse(HttpServletResponse response, IntConsumer end) {
    super(response);
    this.end = end;
  }

  void ends(int status) {
    if (told.compareAndSet(false, true)) {
      end.accept(status);
    }
  }

  void ends() {
    ends(getStatus());
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ends();
    return super.getOutputStream();
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    ends();
    return super.getWriter();
  }

  @Override
  public void flushBuffer() throws IOException {
    ends();
    super.flushBuffer();
  }

  @Override
  public void sendError(int status) throws IOException {
    ends(status);
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    ends(status);
    super.sendError(status, message);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    ends(SC_FOUND);
    super.sendRedirect(location);
  }
}
