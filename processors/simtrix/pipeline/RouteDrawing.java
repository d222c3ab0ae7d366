package simtrix.pipeline;

import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;
import simtrix.pipeline.StepShape.Branch;
import simtrix.pipeline.StepShape.Look;

/**
 * Draws routes as SVG. A route goes down; each of several ways goes to the right, beginning with
 * the condition under which it is taken. Colours are those of {@code
 * static/console/assets/pipeline.css}, so that a drawing follows the page around it.
 */
public final class RouteDrawing {

  private static final int WIDTH = 222;
  private static final int PAD = 10;
  private static final int LINE = 15;
  private static final int GAP = 16;
  private static final int INDENT = 22;
  private static final int LETTERS = 29;
  private static final int MARGIN = 18;
  private static final int ROUND = 9;
  private static final int HALF = 22;

  private final StringBuilder svg = new StringBuilder();
  private int right;

  private RouteDrawing() {}

  /** One route as an SVG element without a title, for a page that says what it is. */
  public static String of(RouteShape route) {
    RouteDrawing drawing = new RouteDrawing();
    int bottom = drawing.route(route, MARGIN, MARGIN);
    return drawing.element(bottom);
  }

  /** Without a namespace: inside a page an SVG element needs none. */
  private String element(int bottom) {
    int width = right + MARGIN;
    int height = bottom + MARGIN;
    return """
        <svg class="route-map" viewBox="0 0 %d %d" width="%d" height="%d"><rect class="ground" width="%d" height="%d"/>%s</svg>
        """
        .formatted(width, height, width, height, width, height, svg);
  }

  private int route(RouteShape route, int x, int y) {
    int entry = box("entry", x, y, Lines.of(route.entry(), LETTERS), "", "");
    return down(route.steps(), x, entry);
  }

  /** Draws steps below what ends at {@code from}; answers where they end. */
  private int down(List<StepShape> steps, int x, int from) {
    int bottom = from;
    for (StepShape step : steps) {
      arrow(x + WIDTH / 2, bottom, x + WIDTH / 2, bottom + GAP);
      bottom = step(step, x, bottom + GAP);
    }
    return bottom;
  }

  private int step(StepShape step, int x, int y) {
    int bottom = box(step, x, y);
    int trunk = bottom;
    for (Branch branch : step.branches()) {
      int middle = bottom + GAP + HALF;
      line(x + INDENT / 2, trunk, x + INDENT / 2, middle);
      trunk = middle;
      bottom = way(branch, x + INDENT, bottom + GAP, middle);
    }
    return bottom;
  }

  /** Draws one way to the right; answers where its lowest box ends. */
  private int way(Branch branch, int left, int y, int middle) {
    int x = left;
    int bottom = y;
    int end = left - INDENT / 2;
    if (!branch.description().isEmpty()) {
      arrow(end, middle, x, middle);
      bottom = box("when", x, y, Lines.of(branch.description(), LETTERS), branch.id(), "");
      end = x + WIDTH;
      x = end + INDENT;
    }
    for (StepShape step : branch.steps()) {
      arrow(end, middle, x, middle);
      bottom = Math.max(bottom, step(step, x, y));
      end = x + WIDTH;
      x = end + INDENT;
    }
    return bottom;
  }

  private int box(StepShape step, int x, int y) {
    String look = step.look().name().toLowerCase(Locale.ROOT);
    String target = step.target().map(to -> "→ " + to).orElse("");
    boolean plain = step.look() == Look.STOP && step.description().isEmpty();
    String said = plain ? "the end" : step.description();
    return box(look, x, y, Lines.of(said, LETTERS), step.id(), target);
  }

  private int box(String look, int x, int y, List<String> said, String id, String target) {
    int lines = said.size() + (id.isEmpty() ? 0 : 1) + (target.isEmpty() ? 0 : 1);
    int height = Math.max(2 * HALF, lines * LINE + PAD + PAD / 2);
    svg.append(
        "<rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>"
            .formatted(look, x, y, WIDTH, height, look.equals("when") ? 2 * ROUND : ROUND));
    int at = y + (height - lines * LINE) / 2 - LINE / 4;
    for (String line : said) {
      at += LINE;
      text("said", x + PAD + 2, at, line);
    }
    if (!target.isEmpty()) {
      at += LINE;
      text("target", x + PAD + 2, at, target);
    }
    if (!id.isEmpty()) {
      at += LINE;
      text("id", x + PAD + 2, at, id);
    }
    reach(x + WIDTH);
    return y + height;
  }

  private void text(String look, int x, int y, String words) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(look, x, y, HtmlUtils.htmlEscape(words, "UTF-8")));
  }

  private void line(int fromX, int fromY, int toX, int toY) {
    svg.append("<path class=\"flow\" d=\"M%d %dL%d %d\"/>".formatted(fromX, fromY, toX, toY));
  }

  private void arrow(int fromX, int fromY, int toX, int toY) {
    line(fromX, fromY, toX, toY);
    String head = fromX == toX ? "M%d %dl-4 -6h8z" : "M%d %dl-6 -4v8z";
    svg.append("<path class=\"head\" d=\"%s\"/>".formatted(head.formatted(toX, toY)));
  }

  private void reach(int x) {
    right = Math.max(right, x);
  }
}
