package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo's company")
class DemoDataTest {

  @Test
  @DisplayName(
      "Every caller but the unknown one is found by the international or the national spelling (REFERENCE 6.1)")
  void callersAreKnown() throws IOException {
    try (Sandbox sandbox = Sandbox.start()) {
      DemoData demo = sandbox.seedDemo();
      sandbox.settings().phoneMatch(SandboxSettings.PhoneMatch.DIGITS);
      Probe app = Probe.application(sandbox);
      Set<String> unknown =
          demo.callers().stream()
              .filter(caller -> hits(app, caller.number()) == 0)
              .map(DemoData.DemoCaller::name)
              .collect(Collectors.toSet());

      assertThat(unknown).containsExactly("Unbekannt");
    }
  }

  private static int hits(Probe app, String number) {
    try {
      List<String> spellings = List.of(number, "0" + number.substring("+49".length()));
      return app.call("crm.duplicate.findbycomm", Map.of("type", "PHONE", "values", spellings))
          .result()
          .size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("Stages of every deal have a name in their funnel (REFERENCE 6.5)")
  void stagesHaveNames() throws IOException {
    try (Sandbox sandbox = Sandbox.start()) {
      sandbox.seedDemo();
      Probe app = Probe.application(sandbox);
      JsonNode deals = app.call("crm.deal.list").result();

      assertThat(deals).hasSizeGreaterThan(3);
      for (JsonNode deal : deals) {
        String category = deal.path("CATEGORY_ID").asText();
        Map<String, Object> filter =
            Map.of(
                "ENTITY_ID", Statuses.stageDirectory(category),
                "STATUS_ID", deal.path("STAGE_ID").asText());
        assertThat(app.call("crm.status.list", Map.of("filter", filter)).result()).hasSize(1);
      }
    }
  }
}
