package simtrix.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs the measurements that the arguments name, or all, and prints the table; with all it writes
 * {@code docs/benchmarks.md}, too.
 */
public final class Bench {

  private static final Map<String, Supplier<List<Row>>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("intake", Intake::measure);
    ALL.put("cards", Cards::measure);
    ALL.put("backlog", Backlog::measure);
  }

  private Bench() {}

  public static void main(String[] names) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String name : names.length == 0 ? ALL.keySet() : List.of(names)) {
      ALL.get(name)
          .get()
          .forEach(
              row -> {
                rows.add(row);
                System.out.println(row.markdown());
              });
    }
    System.exit(0);
  }
}
