package simtrix.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * An answer as the contract has it. Camel gives an answer that has no Content-Type that of the
 * request, or every media type of the contract, comma-separated; a success is no problem document,
 * and 204 and 304 have no body.
 */
final class ContractResponse extends HttpServletResponseWrapper {

  private final HttpServletRequest request;
  private final HttpServletResponse answer;
  private final ProblemWriter problems;

  ContractResponse(HttpServletRequest request, HttpServletResponse answer, ProblemWriter problems) {
    super(answer);
    this.request = request;
    this.answer = answer;
    this.problems = problems;
  }

  /**
   * Answers at once: Camel calls this on another thread, and after that Spring would not reach the
   * controller of errors. A path of the contract that is not found has no route yet, because the
   * server is starting.
   */
  @Override
  public void sendError(int status) throws IOException {
    int meant = status == SC_NOT_FOUND ? SC_SERVICE_UNAVAILABLE : status;
    problems.write(request, answer, Judgement.ofStatus(meant));
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    sendError(status);
  }

  @Override
  public void setContentType(String type) {
    boolean bodiless = getStatus() == SC_NO_CONTENT || getStatus() == SC_NOT_MODIFIED;
    boolean made =
        getStatus() < SC_BAD_REQUEST && type != null && type.contains(Problem.MEDIA_TYPE);
    if (!bodiless && !made) {
      super.setContentType(type);
    }
  }
}
