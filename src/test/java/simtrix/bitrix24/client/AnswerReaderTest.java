package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Portals' answers as they really are (REFERENCE 1.2, 1.3, 4). */
class AnswerReaderTest {
  private final AnswerReader reader = new AnswerReader(new ObjectMapper());

  @Test
  void resultsAndErrorsGoToTheirOwners() {
    List<Map<String, Outcome>> outcomes =
        read(
            "{\"result\":{\"result\":{\"c0_a\":{\"ID\":\"7\"},\"c1_b\":[]},"
                + "\"result_error\":{\"c0_b\":{\"error\":\"\",\"error_description\":\"Not found\"},"
                + "\"c1_a\":{\"error\":\"ACCESS_DENIED\",\"error_description\":\"no\"}}}}");

    assertThat(success(outcomes.get(0), "a").at("/ID").asText()).isEqualTo("7");
    assertThat(failure(outcomes.get(0), "b").category()).isEqualTo(Category.REJECTED);
    assertThat(failure(outcomes.get(1), "a").category()).isEqualTo(Category.PERMISSION);
    assertThat(success(outcomes.get(1), "b").isArray()).isTrue();
  }

  @Test
  void whenAllFailedTheResultsAreAnEmptyListAndTheErrorsMayBeOneToo() {
    List<Map<String, Outcome>> outcomes =
        read(
            "{\"result\":{\"result\":[],\"result_error\":["
                + "{\"error\":\"E1\"},{\"error\":\"E2\"},{\"error\":\"E3\"},{\"error\":\"E4\"}]}}");

    assertThat(failure(outcomes.get(0), "a").code()).isEqualTo("E1");
    assertThat(failure(outcomes.get(1), "b").code()).isEqualTo("E4");
  }

  @Test
  void aListOfErrorsBelongsToTheCommandsWithoutResult() {
    List<Map<String, Outcome>> outcomes =
        read(
            "{\"result\":{\"result\":{\"c0_a\":1,\"c1_a\":1,\"c1_b\":1},"
                + "\"result_error\":[{\"error\":\"E\"}]}}");

    assertThat(failure(outcomes.get(0), "b").code()).isEqualTo("E");
    assertThat(outcomes.get(1).values()).allMatch(Outcome.Success.class::isInstance);
  }

  @Test
  void aResultMayBeNullAndOneLeftOutIsUnknown() {
    List<Map<String, Outcome>> outcomes =
        read("{\"result\":{\"result\":{\"c0_a\":null},\"result_error\":[]}}");

    assertThat(success(outcomes.get(0), "a").isNull()).isTrue();
    assertThat(failure(outcomes.get(0), "b").code()).isEqualTo("NO_RESULT");
    assertThat(failure(outcomes.get(0), "b").category().isPassing()).isTrue();
  }

  @Test
  void anErrorInsideABatchIsJudgedAsIfItHadComeAlone() {
    List<Map<String, Outcome>> outcomes =
        read(
            "{\"result\":{\"result\":{\"c0_a\":1,\"c0_b\":1,\"c1_a\":1},\"result_error\":"
                + "{\"c1_b\":{\"error\":\"INTERNAL_SERVER_ERROR\",\"error_description\":\"x\"}}}}");

    assertThat(failure(outcomes.get(1), "b").category()).isEqualTo(Category.SERVER);
  }

  @ParameterizedTest
  @CsvSource({"200", "400"})
  void anErrorIsThePresenceOfItsKey(int status) {
    CrmFailure failure =
        refused(status, "{\"error\":\"\",\"error_description\":\"No such user.\"}");

    assertThat(failure.category()).isEqualTo(Category.REJECTED);
    assertThat(failure.code()).isNotEmpty();
    assertThat(failure.getMessage()).contains("No such user.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>busy</html>", "", "[]", "\"text\"", "{\"result\":"})
  void whatIsNoJsonObjectIsAFailingServer(String body) {
    assertThat(refused(200, body).category()).isEqualTo(Category.SERVER);
    assertThat(refused(403, body).category()).isEqualTo(Category.SERVER);
    assertThat(refused(502, body).code()).isEqualTo("HTTP_502");
  }

  @Test
  void aFailedStatusWithoutAnErrorKeyIsStillAFailure() {
    assertThat(refused(500, "{\"result\":1}").category()).isEqualTo(Category.SERVER);
    assertThat(refused(401, "{}").category()).isEqualTo(Category.AUTH);
  }

  private CrmFailure refused(int status, String body) {
    return catchThrowableOfType(CrmFailure.class, () -> reader.envelope(reply(status, body)));
  }

  /** Reads the answer to two chains of the commands a and b. */
  private List<Map<String, Outcome>> read(String body) {
    BatchRequest request = new BatchRequest(List.of(chain(), chain()));
    return reader.landings(request, reader.envelope(reply(200, body))).stream()
        .map(landing -> ((Landing.Answered) landing).outcomes())
        .toList();
  }

  private static PortalReply reply(int status, String body) {
    return new PortalReply(status, Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static Chain chain() {
    return Chain.of(
        Urgency.WRITE, List.of(new Command("a", "m", Map.of()), new Command("b", "m", Map.of())));
  }

  private static JsonNode success(Map<String, Outcome> outcomes, String name) {
    return ((Outcome.Success) outcomes.get(name)).result();
  }

  private static CrmFailure failure(Map<String, Outcome> outcomes, String name) {
    return ((Outcome.Refused) outcomes.get(name)).failure();
  }
}
