package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static simtrix.testing.SpanCollector.attributes;
import static simtrix.testing.SpanCollector.parent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;
import simtrix.testing.SpanCollector;

@DisplayName("A call can be followed from the phone to the portal, and nobody's data is told")
class TracedCallIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NUMBER = "+4930111111";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static SpanCollector collector;
  private static ServerProcess server;
  private static InstalledPortal portal;
  private static Phone phone;
  private static PhoneCall call;

  /** A call whose first attempt fails inside a batch, and which is written by the second. */
  @BeforeAll
  static void playCall() {
    collector = SpanCollector.start();
    server =
        new ServerProcess(
            Map.of(
                "simtrix.tracing.collector",
                collector.address(),
                "logging.structured.format.console",
                "ecs"));
    portal = InstalledPortal.on(server);
    phone = portal.phone();
    portal.records.addContact("Eva", "Kern", NUMBER);
    portal
        .sandbox
        .faults()
        .on("telephony.externalCall.finish")
        .then(Effect.methodError(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    phone.caller(NUMBER);
    call = phone.call(NUMBER);
    call.rings();
    call.endsAnswered();
    await().atMost(PATIENCE).until(() -> call.status().equals("WRITTEN"));
    await().atMost(PATIENCE).until(() -> spansOf("note-written").size() == 1);
    await()
        .atMost(PATIENCE)
        .until(() -> spansOf("put-call").stream().anyMatch(span -> isAbout(span, call.id)));
  }

  @AfterAll
  static void close() {
    server.close();
    portal.close();
    collector.close();
  }

  @Test
  @DisplayName("Every line of the log is JSON; grep for the call id tells the whole story in order")
  void story() {
    List<JsonNode> lines = lines();
    List<String> story =
        lines.stream()
            .filter(line -> line.path("callId").asText().equals(call.id.toString()))
            .map(line -> line.path("message").asText())
            .toList();
    assertThat(story)
        .anySatisfy(line -> assertThat(line).startsWith("keep-event: "))
        .containsSubsequence(
            find(story, "send-write-order: "),
            find(story, "begin-attempt: "),
            find(story, "telephony.externalCall.finish answered, refused: SERVER"),
            find(story, "could not be written (SERVER INTERNAL_SERVER_ERROR), next attempt at "),
            find(story, "back-to-writes: "),
            find(story, "note-written: "));
  }

  @Test
  @DisplayName("A line says portal, route, step, attempt and trace, wherever it was written")
  void marks() {
    JsonNode failed = line("could not be written");
    assertThat(failed.path("portal").asText()).isEqualTo(Long.toString(portal.id));
    assertThat(failed.path("stepId").asText()).isEqualTo("plan-next-attempt");
    assertThat(failed.path("attempt").asText()).isEqualTo("1");
    JsonNode written = line("note-written: ");
    assertThat(written.path("routeId").asText()).isEqualTo("call-written");
    assertThat(written.path("attempt").asText()).isEqualTo("2");
    JsonNode request = line("telephony.externalCall.finish answered, refused");
    assertThat(request.path("requestId").asText()).matches("[0-9a-f]{16}");
    assertThat(request.path("attempt").asText()).isEqualTo("1");
    assertThat(List.of(failed, written, request))
        .allSatisfy(line -> assertThat(line.path("traceId").asText()).isEqualTo(traceOfPut()));
  }

  @Test
  @DisplayName("One trace from the phone's PUT through both queues to the last portal request")
  void trace() {
    // The collector hears of a span when it has ended, and of those around it later.
    await().atMost(PATIENCE).untilAsserted(TracedCallIT::assertOneTrace);
  }

  private static void assertOneTrace() {
    List<Span> spans = collector.spans();
    Span written = spansOf("note-written").get(0);
    assertThat(written.getTraceId().toByteArray())
        .asHexString()
        .isEqualToIgnoringCase(traceOfPut());
    assertThat(path(spans, written))
        .containsSubsequence(
            "put-call",
            "queue-call",
            "send-write-order",
            "portal-writes-" + portal.id,
            "write-next",
            "write-call",
            "to-retry",
            "retry-due",
            "back-to-writes",
            "portal-writes-" + portal.id,
            "write-call",
            "write-identified",
            "write-by-rule",
            "call-written",
            "note-written");
    List<Span> told =
        spansOf("tell-portal").stream()
            .filter(span -> span.getTraceId().equals(written.getTraceId()))
            .toList();
    assertThat(told)
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(
            span ->
                assertThat(path(spans, span))
                    .containsSubsequence(
                        "log-call",
                        "portal-commands",
                        "portal-flight",
                        "portal-request",
                        "tell-portal"));
  }

  @Test
  @DisplayName("A span says the call, the portal and the category of a failure, and nothing else")
  void attributesOfSpans() {
    assertThat(collector.spans())
        .allSatisfy(
            span ->
                assertThat(attributes(span).keySet())
                    .isSubsetOf("callId", "portal", "attempt", "requestId", "category", "code"));
    assertThat(spansOf("log-call"))
        .anySatisfy(
            span ->
                assertThat(attributes(span))
                    .containsEntry("callId", call.id.toString())
                    .containsEntry("portal", Long.toString(portal.id))
                    .containsEntry("category", "SERVER"));
  }

  @Test
  @DisplayName("No number, no name, no token and no address of a portal, in the log or in a span")
  void nobodysData() {
    assertThat(List.of(server.log(), collector.bytes()))
        .allSatisfy(
            told ->
                assertThat(told)
                    .doesNotContain(NUMBER.substring(1), NUMBER.substring(3), "Kern", phone.token)
                    .doesNotContainPattern("\\b111111\\b")
                    .doesNotContain(ServerProcess.CLIENT_SECRET, "access_token=")
                    .doesNotContain("/rest/"));
  }

  private static List<JsonNode> lines() {
    List<JsonNode> lines = new ArrayList<>();
    String log = server.log();
    for (String line : log.substring(0, log.lastIndexOf('\n') + 1).lines().toList()) {
      try {
        lines.add(JSON.readTree(line));
      } catch (JsonProcessingException text) {
        throw new UncheckedIOException("This line of the log is no JSON: " + line, text);
      }
    }
    return lines;
  }

  private static JsonNode line(String part) {
    return lines().stream()
        .filter(line -> line.path("callId").asText().equals(call.id.toString()))
        .filter(line -> line.path("message").asText().contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No line of the call says " + part));
  }

  private static String find(List<String> story, String part) {
    return story.stream()
        .filter(line -> line.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(part + " is missing in " + story));
  }

  private static String traceOfPut() {
    return line("send-write-order: ").path("traceId").asText();
  }

  private static List<Span> spansOf(String name) {
    return collector.spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static boolean isAbout(Span span, UUID id) {
    return id.toString().equals(attributes(span).get("callId"));
  }

  /** Names of the spans around one, the outermost first. */
  private static List<String> path(List<Span> spans, Span innermost) {
    List<String> path = new ArrayList<>();
    Optional<Span> at = Optional.of(innermost);
    while (at.isPresent()) {
      path.add(0, at.get().getName());
      at = parent(spans, at.get());
    }
    return path;
  }
}
