package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tasks as the portal's documentation of {@code tasks.task.*} has them: ids are texts, answers are
 * in camel case, and a filter by a field that the documentation does not list (XML_ID is one)
 * filters nothing. There is no key against adding a task twice.
 */
final class TaskMethods {

  private static final Set<String> FILTERABLE =
      Set.of(
          "ID",
          "PARENT_ID",
          "GROUP_ID",
          "CREATED_BY",
          "PRIORITY",
          "RESPONSIBLE_ID",
          "TITLE",
          "TAG",
          "REAL_STATUS",
          "STATUS",
          "DEADLINE",
          "CREATED_DATE",
          "CLOSED_DATE",
          "CHANGED_DATE",
          "UF_CRM_TASK");

  private static final List<String> ALWAYS = List.of("ID", "TITLE");

  private final State state;
  private final Table tasks;

  /**
   * @param tasks where tasks are put
   */
  TaskMethods(State state, Table tasks) {
    this.state = state;
    this.tasks = tasks;
  }

  void addTo(MethodTable table) {
    table.add("task", "tasks.task.add", this::add);
    table.add("task", "tasks.task.list", this::list);
    table.add("task", "tasks.task.get", this::get);
    table.add("task", "tasks.task.complete", this::complete);
  }

  private Answer add(Caller caller, Params params) {
    Map<String, Object> fields = params.map("fields");
    if (fields.isEmpty()) {
      throw RestException.missing("fields");
    }
    refuseUnless(!Php.isEmpty(fields.get("TITLE")), "Task title not specified");
    refuseUnless(!Php.isEmpty(fields.get("RESPONSIBLE_ID")), "Assignee not specified");
    int user = Php.integer(fields.get("RESPONSIBLE_ID")).orElse(0);
    refuseUnless(
        state.users().active(user).isPresent(),
        "User specified in the \"Assignee\" field not found");
    int id = tasks.nextId();
    Map<String, Object> row = new LinkedHashMap<>();
    fields.forEach(
        (name, value) ->
            row.put(name, Php.isContainer(value) ? Php.texts(value) : Php.text(value)));
    row.put("CREATED_BY", String.valueOf(caller.userId()));
    row.put("CREATED_DATE", state.time().now());
    row.put("STATUS", "2");
    tasks.put(id, row);
    Map<String, Object> answer = new LinkedHashMap<>();
    for (String name :
        List.of(
            "ID", "TITLE", "DESCRIPTION", "RESPONSIBLE_ID", "CREATED_BY", "STATUS", "DEADLINE")) {
      answer.put(camel(name), row.get(name));
    }
    return Answer.of(Map.of("task", answer));
  }

  private Answer list(Caller caller, Params params) {
    Map<String, Object> filter = params.map("filter");
    filter.keySet().removeIf(key -> !FILTERABLE.contains(key.replaceFirst("^[!<>=]*", "")));
    List<String> select = Php.texts(params.value("select"));
    Map<String, Object> order = params.map("order");
    order.putIfAbsent("ID", "DESC");
    Answer page =
        Pages.cut(
            tasks.matching(Filter.parse(filter)),
            order,
            "ID",
            params.integer("start", 0),
            row -> {
              Map<String, Object> chosen = new LinkedHashMap<>();
              row.forEach(
                  (name, value) -> {
                    if (ALWAYS.contains(name) || select.contains(name)) {
                      chosen.put(camel(name), value);
                    }
                  });
              return chosen;
            });
    return new Answer(Map.of("tasks", page.result()), page.total(), page.next());
  }

  private Answer get(Caller caller, Params params) {
    Map<String, Object> row = row(params);
    return Answer.of(Map.of("task", Map.of("id", row.get("ID"), "status", row.get("STATUS"))));
  }

  private Answer complete(Caller caller, Params params) {
    Map<String, Object> row = row(params);
    refuseUnless(!"5".equals(row.get("STATUS")), "Action on the task is not allowed");
    tasks.change(Php.integer(row.get("ID")).orElseThrow(), Map.of("STATUS", "5"));
    return Answer.of(Map.of("task", Map.of("id", row.get("ID"), "status", "5")));
  }

  private Map<String, Object> row(Params params) {
    return tasks
        .find(params.integer("taskId", 0))
        .orElseThrow(() -> RestException.core("Task not found or access denied"));
  }

  private static void refuseUnless(boolean fine, String otherwise) {
    if (!fine) {
      throw RestException.core(otherwise + "<br>");
    }
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.toLowerCase(Locale.ROOT).split("_")) {
      camel.append(
          camel.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }
}
