package simtrix.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what Tomcat refuses before any filter sees it (a path that is no path, a broken header)
 * with a problem document. Tomcat makes this object itself, by the name of its class.
 */
public class ProblemReportValve extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    RefusedRequest refusal =
        failure == null || status < 500 ? Judgement.ofStatus(status) : Judgement.of(failure);
    try {
      byte[] body = JSON.writeValueAsBytes(refusal.problem(""));
      response.setStatus(refusal.status().value());
      response.setContentType(Problem.MEDIA_TYPE);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("A refused request could not be answered.", e);
    }
  }
}
