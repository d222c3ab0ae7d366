package simtrix.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;

@DisplayName("A route file is checked as a whole before it replaces anything")
class RouteCheckTest {

  private static final String ROUTE =
      """
      - route:
          id: try-it
          description: A route of the test
          from:
            uri: direct
            parameters:
              name: try-it
            steps:
              - bean:
                  id: try-bean
                  ref: callKeeper
                  method: keep
              - to:
                  id: try-call
                  uri: direct
                  parameters:
                    name: card
              - log:
                  id: try-log
                  message: "{{simtrix.portal-country}} {{millis:simtrix.card-ttl}}"
      """;

  @TempDir Path folder;

  @Test
  @DisplayName(
      "The routes of the house have none: components and options, beans and methods, settings, calls")
  void house() throws IOException {
    assertThat(check(Path.of("routes"))).isEqualTo(0);
    assertThat(output).contains("nothing is wrong");
  }

  @Test
  @DisplayName("A file that is right is taken")
  void right() throws IOException {
    assertThat(with(ROUTE)).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("ref: callKeeper", "ref: callKeper", 11, "no bean \"callKeper\""),
        Arguments.of("method: keep", "method: kep", 12, "no method \"kep\""),
        Arguments.of("name: card", "name: cards", 17, "begins with direct \"cards\""),
        Arguments.of("uri: direct\n", "uri: dirct\n", 5, "no component \"dirct\""),
        Arguments.of(
            "simtrix.portal-country", "simtrix.country", 20, "setting \"simtrix.country\""),
        Arguments.of("simtrix.card-ttl", "simtrix.ttl", 20, "setting \"simtrix.ttl\""),
        Arguments.of("id: try-call", "id: try-bean", 14, "line 10, already"),
        Arguments.of("id: try-it", "id: put-call", 2, "calls.camel.yaml"),
        Arguments.of("- log:", "- lgo:", 18, "does not know this"),
        Arguments.of("      steps:", "     steps:", 8, "no YAML"),
        Arguments.of("- route:", "- rout:", 2, "\"rout\""),
        Arguments.of(
            "name: try-it\n", "name: putCall\n", 7, "begins with direct \"putCall\" already"),
        Arguments.of(
            "              name: try-it",
            "              nam: try-it",
            7,
            "\"direct\" has no option \"nam\""),
        Arguments.of(
            "description: A route of the test",
            "routeConfigurationId: no-such",
            3,
            "route configuration \"no-such\""));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  @DisplayName("A mistake is told with its place and a sentence")
  void mistake(String right, String wrong, int line, String sentence) throws IOException {
    assertThat(ROUTE).contains(right.strip());
    String text =
        ROUTE.contains(right)
            ? ROUTE.replaceFirst(java.util.regex.Pattern.quote(right), wrong)
            : ROUTE.replaceFirst(java.util.regex.Pattern.quote(right.strip()), wrong.strip());
    assertThat(with(text))
        .anySatisfy(
            fault -> {
              assertThat(fault.file()).isEqualTo("tried.camel.yaml");
              assertThat(fault.line()).isEqualTo(line);
              assertThat(fault.column()).isPositive();
              assertThat(fault.sentence()).contains(sentence);
            });
  }

  @Test
  @DisplayName("The console tells it in German where the reader reads German")
  void german() throws IOException {
    ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    texts.setBasename("texts/route-faults");
    texts.setDefaultEncoding("UTF-8");
    assertThat(with(ROUTE.replace("ref: callKeeper", "ref: callKeper")))
        .extracting(fault -> texts.getMessage(fault.said(), Locale.GERMAN))
        .contains("Eine Bean „callKeper“ gibt es nicht: Prüfen Sie die Schreibweise.");
  }

  @Test
  @DisplayName("An empty file is no reason to lose its routes")
  void empty() throws IOException {
    assertThat(with(""))
        .singleElement()
        .extracting(RouteFault::sentence)
        .asString()
        .contains("empty");
  }

  @Test
  @DisplayName("An operation of a contract needs its route")
  void contract() throws IOException {
    copyHouse();
    Files.delete(folder.resolve("devices.camel.yaml"));
    assertThat(check(folder)).isEqualTo(1);
    assertThat(output).contains("bridge-api.camel.yaml:").contains("operation");
  }

  @Test
  @DisplayName("A mistake in an expression is told where it stands")
  void expression() throws IOException {
    String choice =
        ROUTE
            .replace("log:\n", "setBody:\n")
            .replaceFirst("message: .*", "simple:\n              expression: \"\\${body\"");
    assertThat(with(choice)).anySatisfy(fault -> assertThat(fault.line()).isGreaterThan(18));
  }

  private String output = "";

  @Test
  @DisplayName("A route that the server itself calls may not be missing")
  void calledByTheServer() throws IOException {
    copyHouse();
    Files.delete(folder.resolve("portal-request.camel.yaml"));

    assertThat(check(folder)).isEqualTo(1);
    assertThat(output).contains("*: The server itself calls the route \"portal-request\"");
  }

  private int check(Path routes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int code = CheckRoutes.run(routes, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    output = bytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private void copyHouse() throws IOException {
    for (RouteText file : CheckRoutes.read(Path.of("routes"))) {
      Files.writeString(folder.resolve(file.file()), file.text());
    }
  }

  private static List<RouteFault> with(String text) throws IOException {
    List<RouteText> files = new ArrayList<>(CheckRoutes.read(Path.of("routes")));
    files.add(new RouteText("tried.camel.yaml", text));
    return new RouteCheck(new JarParts(CheckRoutes.environment(Path.of("routes")))).check(files);
  }
}
