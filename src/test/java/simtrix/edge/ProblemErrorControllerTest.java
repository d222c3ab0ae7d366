package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemErrorControllerTest {

  private final ProblemErrorController controller =
      new ProblemErrorController(new ProblemWriter(new ObjectMapper()));
  private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
  private final MockHttpServletResponse response = new MockHttpServletResponse();

  @Test
  void anyOtherPathIsNotFound() throws IOException {
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 404);
    request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/asked");

    controller.answer(request, response);

    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(response.getContentAsString()).contains("\"instance\":\"/asked\"");
  }

  @Test
  void aConnectionThatBreaksIsTheClients() throws IOException {
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 500);
    request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new EOFException());

    controller.answer(request, response);

    assertThat(response.getStatus()).isEqualTo(400);
  }
}
