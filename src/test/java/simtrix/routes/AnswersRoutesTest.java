package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("routes/answers.camel.yaml")
class AnswersRoutesTest extends RouteTest {

  /** Something that falls apart half-way through. */
  record Broken(String first) {
    @SuppressWarnings("DoNotCallSuggester") // Jackson calls it
    public String getSecond() {
      throw new IllegalStateException("+4915112345678 cannot be written");
    }
  }

  @Override
  protected List<String> files() {
    return List.of("failures", "answers");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"answerOk, 200", "answerCreated, 201", "answerAccepted, 202"})
  @DisplayName("An answer is JSON, with the status that its name says")
  void status(String route, int status) throws Exception {
    Exchange answer = send(route, Map.of("a", Optional.of(1)), Map.of());
    assertAnswer(answer, status);
    assertThat(answer.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("{\"a\":1}");
  }

  @Test
  @DisplayName("Times are text, as in the contracts, not numbers")
  void times() throws Exception {
    Exchange answer = send("answerOk", Map.of("at", Instant.EPOCH), Map.of());
    assertThat(body(answer).path("at").asText()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  @DisplayName("What cannot be written is a fault of the server, and nothing half-written goes out")
  void unwritable() throws Exception {
    Exchange answer = send("answerCreated", new Broken("x"), Map.of());
    assertThat(assertProblem(answer, 500).toString()).doesNotContain("15112345678", "first");
  }
}
