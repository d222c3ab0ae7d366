package simtrix.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import simtrix.console.FailureChart.Column;
import simtrix.failure.Category;
import simtrix.support.OverviewDesk.Bar;

@DisplayName("Failures over time as a drawing")
class FailureChartTest {

  private static final Instant HOUR = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  @DisplayName("Failures that pass stand on those that need somebody, in one scale with the lines")
  void heights() {
    FailureChart chart =
        chart(
            new Bar(HOUR, Map.of(Category.NETWORK, 2L, Category.SERVER, 1L, Category.AUTH, 4L)),
            new Bar(HOUR.plusSeconds(3600), Map.of()));
    Column first = chart.columns().get(0);
    assertThat(first.passing()).isEqualTo(3);
    assertThat(first.lasting()).isEqualTo(4);
    assertThat(first.passingY() + first.passingHeight()).isEqualTo(first.lastingY());
    assertThat(first.lastingY() + first.lastingHeight()).isEqualTo(chart.lines().get(0).y());
    assertThat(chart.lines().get(4).label()).isEqualTo("8");
    assertThat(first.passingY()).isGreaterThan(chart.lines().get(4).y());
    assertThat(chart.total()).isEqualTo(7);
  }

  @Test
  @DisplayName("Nothing failed: a flat drawing with a scale")
  void nothing() {
    FailureChart chart = chart(new Bar(HOUR, Map.of()));
    assertThat(chart.total()).isZero();
    assertThat(chart.columns().get(0).lastingHeight()).isZero();
    assertThat(chart.lines()).extracting(FailureChart.Line::label).contains("0", "4");
  }

  private static FailureChart chart(Bar... bars) {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("texts/console", "texts/console-calls");
    messages.setFallbackToSystemLocale(false);
    return FailureChart.of(
        List.of(bars), true, new Shown(messages, Locale.UK, ZoneOffset.UTC, HOUR));
  }
}
