package simtrix.bitrix24.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import simtrix.bitrix24.Command;

/**
 * Several chains as one request: a lone command as the plain method, else a {@code batch}
 * (REFERENCE 4). In a batch every chain's commands get a prefix, so that two chains may use the
 * same names, and references inside a chain follow.
 *
 * @param chains together at most {@link #MOST_COMMANDS} commands
 */
record BatchRequest(List<Chain> chains) {
  static final int MOST_COMMANDS = 50;
  static final String BATCH = "batch";
  private static final Pattern REFERENCE = Pattern.compile("\\$result\\[([A-Za-z0-9_]+)]");

  boolean isBatch() {
    return chains.size() > 1 || chains.get(0).size() > 1;
  }

  /** What is appended to the portal's endpoint. */
  String method() {
    return isBatch() ? BATCH : lone().method();
  }

  /** The JSON body, without {@code auth}. */
  Map<String, Object> body() {
    if (!isBatch()) {
      return new LinkedHashMap<>(lone().params());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    Map<String, String> commands = new LinkedHashMap<>();
    for (int i = 0; i < chains.size(); i++) {
      for (Command command : chains.get(i).commands()) {
        commands.put(key(i, command), line(i, command));
      }
    }
    body.put("halt", 0);
    body.put("cmd", commands);
    return body;
  }

  /** The name of a command in the batch; never a number, which PHP would turn into a list. */
  static String key(int chain, Command command) {
    return "c" + chain + "_" + command.name();
  }

  private Command lone() {
    return chains.get(0).commands().get(0);
  }

  private String line(int chain, Command command) {
    Map<String, String> keys =
        chains.get(chain).commands().stream()
            .collect(Collectors.toMap(Command::name, named -> key(chain, named)));
    String query = PhpQuery.of(renamed(command.params(), keys));
    return query.isEmpty() ? command.method() : command.method() + "?" + query;
  }

  private static Map<String, Object> renamed(Map<String, ?> params, Map<String, String> keys) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    params.forEach((name, value) -> renamed.put(name, renamedValue(value, keys)));
    return renamed;
  }

  private static Object renamedValue(Object value, Map<String, String> keys) {
    if (value instanceof String text) {
      Function<MatchResult, String> rename =
          match -> {
            String key = keys.getOrDefault(match.group(1), match.group(1));
            return "\\$result[" + key + "]";
          };
      return REFERENCE.matcher(text).replaceAll(rename);
    }
    if (value instanceof List<?> list) {
      List<Object> renamed = new ArrayList<>();
      list.forEach(one -> renamed.add(renamedValue(one, keys)));
      return renamed;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> renamed = new LinkedHashMap<>();
      map.forEach((name, one) -> renamed.put(name.toString(), renamedValue(one, keys)));
      return renamed;
    }
    return value;
  }
}
