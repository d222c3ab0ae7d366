package simtrix.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the measurements that the arguments name, or all, and prints their rows. Once each was
 * measured in this checkout, their latest rows are the table of {@code docs/benchmarks.md}.
 */
public final class Bench {

  private static final Path REPORT = Path.of("docs", "benchmarks.md");
  private static final Path KEPT = Path.of("target", "bench");
  private static final Pattern TABLE = Pattern.compile("(?s)(<!-- table -->\n).*?(<!-- end -->)");
  private static final Map<String, Supplier<List<Row>>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("intake", Intake::measure);
    ALL.put("cards", Cards::measure);
    ALL.put("backlog", Backlog::measure);
    ALL.put("portals", Portals::measure);
    ALL.put("memory", Memory::measure);
    ALL.put("start", Start::measure);
  }

  private Bench() {}

  public static void main(String[] names) throws IOException {
    Set<String> unknown = new TreeSet<>(List.of(names));
    unknown.removeAll(ALL.keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no measurement %s; there are %s.".formatted(unknown, ALL.keySet()));
    }
    for (String name : names.length == 0 ? ALL.keySet() : List.of(names)) {
      List<String> rows = ALL.get(name).get().stream().map(Row::markdown).toList();
      rows.forEach(System.out::println);
      Files.write(Files.createDirectories(KEPT).resolve(name), rows);
    }
    if (ALL.keySet().stream().map(KEPT::resolve).allMatch(Files::exists)) {
      List<String> table = new ArrayList<>();
      for (String name : ALL.keySet()) {
        table.addAll(Files.readAllLines(KEPT.resolve(name)));
      }
      write(table);
    } else {
      System.out.println(
          REPORT + " stays as it is until each of these is measured: " + ALL.keySet());
    }
    System.exit(0);
  }

  private static void write(List<String> lines) throws IOException {
    String table =
        machine()
            + "\n\n| what | measured | target (DESIGN 10) | met |\n|---|---|---|---|\n"
            + String.join("\n", lines)
            + "\n";
    Matcher place = TABLE.matcher(Files.readString(REPORT));
    Files.writeString(REPORT, place.replaceFirst("$1" + Matcher.quoteReplacement(table) + "$2"));
  }

  /** The machine's name for itself. */
  private static String machine() throws IOException {
    Path cpus = Path.of("/proc/cpuinfo");
    String model =
        Files.exists(cpus)
            ? Files.readAllLines(cpus).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("")
            : "";
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%s: %d cores of %s, %s %s, Java %s. The phones, the portal and the server share them.",
        LocalDate.now(ZoneOffset.UTC),
        runtime.availableProcessors(),
        model.isEmpty() ? "an unnamed processor" : model,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"));
  }
}
