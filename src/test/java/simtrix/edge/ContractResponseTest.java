package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ContractResponseTest {

  private final MockHttpServletResponse sent = new MockHttpServletResponse();
  private final ContractResponse response =
      new ContractResponse(
          new MockHttpServletRequest("GET", "/bridge/v1/settings"),
          sent,
          new ProblemWriter(new ObjectMapper()));

  @Test
  void aPathOfTheContractWithoutARouteIsAServerThatStarts() throws IOException {
    response.sendError(404);

    assertThat(sent.getStatus()).isEqualTo(503);
    assertThat(sent.getHeader("Retry-After")).isEqualTo("5");
    assertThat(sent.getContentAsString()).contains("\"instance\":\"/bridge/v1/settings\"");
  }

  @Test
  void anyOtherErrorIsAProblemToo() throws IOException {
    response.sendError(500, "secret");

    assertThat(sent.getStatus()).isEqualTo(500);
    assertThat(sent.getContentType()).isEqualTo("application/problem+json");
    assertThat(sent.getContentAsString()).doesNotContain("secret");
  }

  @Test
  void onlyAnAnswerThatFailedIsAProblem() {
    response.setStatus(200);
    response.setContentType("application/json,application/problem+json");
    assertThat(sent.getContentType()).isNull();

    response.setStatus(404);
    response.setContentType("application/problem+json");
    assertThat(sent.getContentType()).isEqualTo("application/problem+json");
  }

  @Test
  void anAnswerWithoutABodyHasNoMediaType() {
    response.setStatus(204);

    response.setContentType("application/json");

    assertThat(sent.getContentType()).isNull();
  }
}
