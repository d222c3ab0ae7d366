package simtrix.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.edge.RefusedRequest;
import simtrix.failure.Category;

@DisplayName("The filter in the address of a page")
class ParametersTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  @DisplayName("An empty field does not filter")
  void empty() {
    Parameters parameters = new Parameters(Map.of("q", " ", "category", "", "page", "3"));
    assertThat(parameters.text("q")).isEmpty();
    assertThat(parameters.choice("category", Category.class)).isEmpty();
    assertThat(parameters.filters()).isFalse();
    assertThat(parameters.page()).isEqualTo(3);
  }

  @Test
  @DisplayName("A day is the reader's day, from its first moment to its last")
  void days() {
    Parameters parameters = new Parameters(Map.of("from", "2026-11-24", "to", "2026-11-24"));
    assertThat(parameters.from("from", BERLIN)).contains(Instant.parse("2026-11-23T23:00:00Z"));
    assertThat(parameters.until("to", BERLIN)).contains(Instant.parse("2026-11-24T23:00:00Z"));
  }

  @Test
  @DisplayName("What no page has written into an address is refused by its name")
  void wrong() {
    Parameters parameters = new Parameters(Map.of("portal", "x", "from", "24.11.2026"));
    assertThatThrownBy(() -> parameters.number("portal"))
        .isInstanceOfSatisfying(
            RefusedRequest.class,
            refused -> assertThat(refused.errors().get(0).field()).isEqualTo("portal"));
    assertThatThrownBy(() -> parameters.from("from", BERLIN)).isInstanceOf(RefusedRequest.class);
    Parameters late = new Parameters(Map.of("to", "+999999999-12-31"));
    assertThatThrownBy(() -> late.until("to", BERLIN)).isInstanceOf(RefusedRequest.class);
  }

  @Test
  @DisplayName("Another page gets the same filter from its first page on, safely written")
  void address() {
    Parameters parameters = new Parameters(Map.of("q", "+49 &x=1", "page", "2", "state", "DEAD"));
    assertThat(parameters.address("/console/dead-letters", Map.of("state", "")))
        .isEqualTo("/console/dead-letters?q=%2B49%20%26x%3D1");
  }
}
