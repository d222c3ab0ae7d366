package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A change that docs/integration-guide.md prints: unified diffs, and whole files whose first line
 * names them.
 *
 * @param blocks the code blocks below its heading, as they stand there
 */
public record GuideChange(String title, List<String> blocks) {

  private static final Path GUIDE = Path.of("docs", "integration-guide.md");
  private static final Pattern BLOCK = Pattern.compile("```(diff|yaml)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NEW_FILE = Pattern.compile("# (routes/\\S+)\\n.*", Pattern.DOTALL);

  /** All of them, by title, in the order of the guide. */
  public static Map<String, GuideChange> all() {
    Map<String, GuideChange> changes = new LinkedHashMap<>();
    String part = read(GUIDE).split("\n## Five changes\n", 2)[1].split("\n## ", 2)[0];
    Stream.of(part.split("\n### "))
        .skip(1)
        .map(
            section -> {
              List<String> blocks =
                  BLOCK.matcher(section).results().map(found -> found.group(2)).toList();
              return new GuideChange(section.lines().findFirst().orElseThrow(), blocks);
            })
        .forEach(change -> changes.put(change.title(), change));
    return changes;
  }

  /** Copies {@code routes/} and {@code config/} of the house, to make changes there. */
  public static void copyHouse(Path folder) {
    for (String part : List.of("routes", "config")) {
      try (Stream<Path> files = Files.list(Path.of(part))) {
        Files.createDirectories(folder.resolve(part));
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.copy(file, folder.resolve(file));
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** Makes the change there; context that is not found exactly is an error. */
  public void applyTo(Path folder) {
    for (String block : blocks) {
      MatchResult file = NEW_FILE.matcher(block).results().findFirst().orElse(null);
      if (file != null) {
        write(folder.resolve(file.group(1)), block);
      } else {
        patch(folder, block.lines().toList());
      }
    }
  }

  private void patch(Path folder, List<String> diff) {
    Path file = folder.resolve(diff.get(1).replaceFirst("^\\+\\+\\+ b/", ""));
    requireRightCounts(diff);
    List<String> before = new ArrayList<>(read(file).lines().toList());
    try {
      List<String> after = UnifiedDiffUtils.parseUnifiedDiff(diff).applyFuzzy(before, 0);
      write(file, String.join("\n", after) + "\n");
    } catch (PatchFailedException doesNotFit) {
      throw new AssertionError(
          "\"%s\": the diff of %s does not fit any more; print it anew.".formatted(title, file),
          doesNotFit);
    }
  }

  /** What {@code patch} looks at first: as many lines as the hunk's head says. */
  private static void requireRightCounts(List<String> diff) {
    Map<String, long[]> hunks = new LinkedHashMap<>();
    long[] counted = new long[2];
    for (String line : diff.subList(2, diff.size())) {
      if (line.startsWith("@@")) {
        counted = hunks.computeIfAbsent(line, head -> new long[2]);
      } else {
        counted[0] += line.startsWith("+") ? 0 : 1;
        counted[1] += line.startsWith("-") ? 0 : 1;
      }
    }
    hunks.forEach(
        (head, lines) ->
            assertThat(head)
                .containsPattern("-\\d+,%d \\+\\d+,%d @@".formatted(lines[0], lines[1])));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
