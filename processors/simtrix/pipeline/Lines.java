package simtrix.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Breaks a sentence into lines, because SVG does not. */
final class Lines {

  private Lines() {}

  /** Breaks between words; a word that is longer than a line stays whole. */
  static List<String> of(String sentence, int letters) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.trim().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > letters) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
