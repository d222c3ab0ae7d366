package simtrix.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@DisplayName("What a line of the log is marked with, and when a span is made")
class TracingTest {

  private static final String ID = "ca46c960-d5ab-4bce-b0eb-e2540f9369b1";

  @BeforeEach
  @AfterEach
  void clean() {
    MDC.clear();
  }

  @Test
  @DisplayName("The path of a request names a call only when it is a UUID")
  void headers() {
    assertThat(FollowedCall.of(about(ID.toUpperCase(Locale.ROOT))).id()).isEqualTo(ID);
    for (String text : List.of("", "+4930111111", ID + "\n forged line", "x".repeat(36))) {
      assertThat(FollowedCall.of(about(text)).id()).as(text).isEmpty();
    }
  }

  @Test
  @DisplayName("Work in another thread has the marks, and that thread gets its own back")
  void otherThread() {
    MDC.put(Trail.CALL, ID);
    Trail trail = Trail.here().marked(Trail.REQUEST, "1");
    String after =
        CompletableFuture.supplyAsync(
                () -> {
                  MDC.put(Trail.CALL, "other");
                  trail.run(
                      () -> {
                        assertThat(MDC.get(Trail.CALL)).isEqualTo(ID);
                        assertThat(MDC.get(Trail.REQUEST)).isEqualTo("1");
                      });
                  assertThat(MDC.get(Trail.REQUEST)).isNull();
                  return MDC.get(Trail.CALL);
                })
            .join();
    assertThat(after).isEqualTo("other");
    assertThat(MDC.get(Trail.REQUEST)).isNull();
  }

  @Test
  @DisplayName("Each step of a route marks its lines, a called one too; nothing is left behind")
  void steps() throws Exception {
    List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Spans none = Spans.none();
      camel
          .getCamelContextExtension()
          .addInterceptStrategy(new FollowedSteps(List.of("inner-step"), none));
      camel.addRoutePolicyFactory(new FollowedRoutes(none));
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:outer").routeId("outer").to("direct:inner").id("go-in");
              from("direct:inner")
                  .routeId("inner")
                  .process(exchange -> seen.add(MDC.getCopyOfContextMap()))
                  .id("inner-step");
            }
          });
      camel.start();
      camel.createProducerTemplate().sendBodyAndHeader("direct:outer", "", "callId", ID);
    }
    assertThat(seen)
        .singleElement()
        .satisfies(
            marks ->
                assertThat(marks)
                    .containsEntry(Trail.CALL, ID)
                    .containsEntry(Trail.ROUTE, "inner")
                    .containsEntry(Trail.STEP, "inner-step")
                    .doesNotContainKey(Trail.TRACE));
    assertThat(MDC.getCopyOfContextMap())
        .satisfiesAnyOf(marks -> assertThat(marks).isNull(), marks -> assertThat(marks).isEmpty());
  }

  @Test
  @DisplayName("Nobody collects: no span, no thread, the same trail")
  void off() {
    Spans none = Spans.none();
    Trail trail = Trail.here();
    assertThat(none.isOn()).isFalse();
    assertThat(none.begin("portal-commands", 1, trail)).isSameAs(trail);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("BatchSpanProcessor"));
  }

  @Test
  @DisplayName("The span travels in headers whose names may stand in JMS, and is found there again")
  void propagation() {
    Map<String, Object> headers = new HashMap<>();
    try (SdkTracerProvider provider = SdkTracerProvider.builder().build()) {
      Span span = provider.get("test").spanBuilder("step").startSpan();
      Spans.inject(span, headers);
      assertThat(headers.keySet()).containsExactly("traceparent");
      assertThat(Span.fromContext(Spans.extract(headers)).getSpanContext().getTraceId())
          .isEqualTo(span.getSpanContext().getTraceId());
    }
    assertThat(headers.keySet())
        .allMatch(name -> name.chars().allMatch(Character::isJavaIdentifierPart));
  }

  @Test
  @DisplayName("Every step that the settings tell stands in a route")
  void toldSteps() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    JsonNode settings = yaml.readTree(Path.of("src/main/resources/application.yaml").toFile());
    String told = settings.at("/simtrix/tracing/told-steps").asText();
    StringBuilder routes = new StringBuilder();
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        routes.append(Files.readString(file));
      }
    }
    assertThat(told.split("\\s*,\\s*"))
        .hasSizeGreaterThan(5)
        .allSatisfy(step -> assertThat(routes).containsPattern("id: " + step + "\\n"));
  }

  private static Exchange about(String id) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setHeader("callId", id);
    return exchange;
  }
}
