package simtrix.edge;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what Tomcat and Spring refuse or fail at, in place of their error pages. */
@Controller
class ProblemErrorController implements ErrorController {

  private final ProblemWriter writer;

  ProblemErrorController(ProblemWriter writer) {
    this.writer = writer;
  }

  @RequestMapping("${server.error.path:/error}")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    writer.write(asAsked(request), response, refusal(request));
  }

  /** An IOException that comes up to here is the client's connection. */
  private static RefusedRequest refusal(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
      return failure instanceof IOException
          ? RefusedRequest.of(HttpStatus.BAD_REQUEST, "The request did not come to its end.")
          : Judgement.of(failure);
    }
    return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? Judgement.ofStatus(status)
        : Judgement.ofStatus(HttpServletResponse.SC_NOT_FOUND);
  }

  private static HttpServletRequest asAsked(HttpServletRequest request) {
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getRequestURI() {
        Object asked = getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return asked instanceof String path ? path : super.getRequestURI();
      }
    };
  }
}
