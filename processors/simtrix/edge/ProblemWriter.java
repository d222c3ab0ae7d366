package simtrix.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Answers an HTTP request with a problem document, where no route has seen it. */
@Component
public class ProblemWriter {

  private final ObjectMapper json;

  public ProblemWriter(ObjectMapper json) {
    this.json = json;
  }

  /** Sends the refusal; does nothing when an answer is on its way already. */
  public void write(
      HttpServletRequest request, HttpServletResponse response, RefusedRequest refusal)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = toJson(refusal.problem(request.getRequestURI())).getBytes(StandardCharsets.UTF_8);
    response.resetBuffer();
    response.setStatus(refusal.status().value());
    refusal.headers().forEach(response::setHeader);
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  String toJson(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A problem document could not be written.", e);
    }
  }
}
