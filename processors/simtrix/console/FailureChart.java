package simtrix.console;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import simtrix.failure.Category;
import simtrix.support.OverviewDesk.Bar;

/**
 * Failures over time, ready to be drawn: coordinates of a drawing {@value #WIDTH} wide and {@value
 * #HEIGHT} high. Failures that heal by themselves stand on those that need somebody.
 */
public record FailureChart(List<Column> columns, List<Line> lines, long total) {

  public static final int WIDTH = 720;
  public static final int HEIGHT = 190;

  private static final int LEFT = 40;
  private static final int RIGHT = 8;
  private static final int TOP = 12;
  private static final int BOTTOM = HEIGHT - 24;
  private static final int EVERY = 3;
  private static final double GAP = 0.24;
  private static final int LINES = 4;

  /**
   * One span of time.
   *
   * @param label under the column; empty where there would be too many
   * @param name for the table
   * @param lasting failures that need somebody
   */
  public record Column(
      double x,
      double width,
      double passingY,
      double passingHeight,
      double lastingY,
      double lastingHeight,
      String label,
      String name,
      long passing,
      long lasting) {}

  /** A line across with its number. */
  public record Line(double y, String label) {}

  static FailureChart of(List<Bar> bars, boolean hours, Shown shown) {
    long most = bars.stream().mapToLong(bar -> sum(bar.failures(), any -> true)).max().orElse(0);
    long top = roundTop(most);
    double step = (double) (WIDTH - LEFT - RIGHT) / Math.max(1, bars.size());
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      columns.add(
          column(bars.get(i), LEFT + i * step, step, top, hours, isNamed(i, bars.size()), shown));
    }
    long total = columns.stream().mapToLong(each -> each.passing() + each.lasting()).sum();
    return new FailureChart(columns, lines(top, shown), total);
  }

  private static Column column(
      Bar bar, double x, double step, long top, boolean hours, boolean named, Shown shown) {
    long passing = sum(bar.failures(), Category::isPassing);
    long lasting = sum(bar.failures(), category -> !category.isPassing());
    double scale = (double) (BOTTOM - TOP) / top;
    double lastingHeight = lasting * scale;
    double passingHeight = passing * scale;
    return new Column(
        x + step * GAP / 2,
        step * (1 - GAP),
        BOTTOM - lastingHeight - passingHeight,
        passingHeight,
        BOTTOM - lastingHeight,
        lastingHeight,
        named ? label(bar.from(), hours, shown) : "",
        hours ? shown.when(bar.from()) : shown.date(bar.from().atZone(shown.zone()).toLocalDate()),
        passing,
        lasting);
  }

  /** From the right, so that the present has a label. */
  private static boolean isNamed(int index, int size) {
    return (size - 1 - index) % EVERY == 0;
  }

  private static String label(Instant from, boolean hours, Shown shown) {
    String pattern = shown.text(hours ? "chart.hour" : "chart.day");
    return DateTimeFormatter.ofPattern(pattern, shown.locale()).format(from.atZone(shown.zone()));
  }

  private static List<Line> lines(long top, Shown shown) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i <= LINES; i++) {
      lines.add(
          new Line(BOTTOM - (double) (BOTTOM - TOP) * i / LINES, shown.number(top * i / LINES)));
    }
    return lines;
  }

  /** The next 4, 8, 20, 40, 80, 200 ...: numbers whose quarters are whole. */
  private static long roundTop(long most) {
    long unit = LINES;
    while (true) {
      for (long factor : new long[] {1, 2, 5}) {
        if (most <= unit * factor) {
          return unit * factor;
        }
      }
      unit *= 10;
    }
  }

  private static long sum(Map<Category, Long> failures, Predicate<Category> which) {
    return failures.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
