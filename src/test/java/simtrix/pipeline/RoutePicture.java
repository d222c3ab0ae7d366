package simtrix.pipeline;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The drawings of several routes beside and below one another, each with its name, as a file. */
final class RoutePicture {

  private static final Pattern SIZE = Pattern.compile("width=\"(\\d+)\" height=\"(\\d+)\"");
  private static final int PAGE = 1000;
  private static final int MARGIN = 18;
  private static final int TITLE_LINE = 18;
  private static final int UNDER_LETTERS = 6;
  private static final int LETTER = 7;
  private static final int FEWEST_LETTERS = 32;

  private final StringBuilder svg = new StringBuilder();
  private int x;
  private int y;
  private int below;
  private int right;

  /**
   * @param style CSS that stands in the file
   */
  static String of(List<RouteShape> routes, String style) {
    RoutePicture picture = new RoutePicture();
    routes.forEach(picture::add);
    int width = picture.right + MARGIN;
    int height = picture.below + MARGIN;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" class="route-map" viewBox="0 0 %d %d" width="%d" height="%d">\
        <style>%s</style><rect class="ground" width="%d" height="%d"/>%s</svg>
        """
        .formatted(width, height, width, height, style, width, height, picture.svg);
  }

  private void add(RouteShape route) {
    String drawing = RouteDrawing.of(route).strip();
    Matcher size = SIZE.matcher(drawing);
    if (!size.find()) {
      throw new IllegalStateException("A drawing says how big it is.");
    }
    int drawn = Integer.parseInt(size.group(1));
    List<String> lead =
        Lines.of(route.description(), Math.max(FEWEST_LETTERS, (drawn - 2 * MARGIN) / LETTER));
    int width =
        Math.max(drawn, lead.stream().mapToInt(String::length).max().orElse(0) * LETTER + MARGIN);
    if (x > 0 && x + width > PAGE) {
      x = 0;
      y = below;
    }
    int line = y + MARGIN + TITLE_LINE;
    text("title", line, route.id());
    for (String words : lead) {
      line += TITLE_LINE;
      text("lead", line, words);
    }
    int top = line + UNDER_LETTERS;
    svg.append(drawing.replaceFirst("<svg ", "<svg x=\"%d\" y=\"%d\" ".formatted(x, top)));
    right = Math.max(right, x + width);
    below = Math.max(below, top + Integer.parseInt(size.group(2)));
    x += width;
  }

  private void text(String look, int at, String words) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>"
            .formatted(look, x + MARGIN, at, HtmlUtils.htmlEscape(words)));
  }
}
