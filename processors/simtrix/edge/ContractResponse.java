package simtrix.edge;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * An answer as the contract has it. Camel gives an answer that has no Content-Type that of the
 * request, or every media type of the contract, comma-separated; a success is no problem document,
 * and 204 and 304 have no body.
 */
final class ContractResponse extends HttpServletResponseWrapper {

  ContractResponse(HttpServletResponse response) {
    super(response);
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
