package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Employees (REFERENCE 6.6). Which fields come depends on the scope that was granted. */
final class UserMethods {
  private static final Set<String> NOT_IN_BRIEF =
      Set.of("EMAIL", "PERSONAL_MOBILE", "WORK_PHONE", "PERSONAL_PHONE");

  private final State state;

  UserMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("", "user.get", this::get);
    table.add("", "user.current", this::current);
    table.add("", "profile", this::profile);
  }

  private Answer get(Caller caller, Params params) {
    requireScope();
    Map<String, Object> filter = Php.map(params.either("FILTER", "filter"));
    if (params.has("ID")) {
      filter.put("ID", params.value("ID"));
    }
    Map<String, Object> order =
        params.has("sort")
            ? Map.of(params.text("sort"), params.has("order") ? params.text("order") : "ASC")
            : Map.of();
    return Pages.cut(
        state.users().rows().matching(Filter.parse(filter)),
        order,
        "ID",
        params.integer("start", 0),
        this::visible);
  }

  private Answer current(Caller caller, Params params) {
    requireScope();
    return Answer.of(visible(state.users().rows().find(caller.userId()).orElseThrow()));
  }

  private Answer profile(Caller caller, Params params) {
    Map<String, Object> user = state.users().rows().find(caller.userId()).orElse(Map.of());
    Map<String, Object> profile = new LinkedHashMap<>();
    profile.put("ID", String.valueOf(caller.userId()));
    profile.put("ADMIN", caller.userId() == 1);
    profile.put("NAME", user.get("NAME"));
    profile.put("LAST_NAME", user.get("LAST_NAME"));
    profile.put("PERSONAL_GENDER", "");
    profile.put("TIME_ZONE", user.get("TIME_ZONE"));
    return Answer.of(profile);
  }

  private void requireScope() {
    if (List.of("user", "user_basic", "user_brief").stream()
        .noneMatch(state.settings().scopes()::contains)) {
      throw new RestException(
          403,
          "insufficient_scope",
          "The request requires higher privileges than provided by the access token");
    }
  }

  private Map<String, Object> visible(Map<String, Object> user) {
    Map<String, Object> row = new LinkedHashMap<>(user);
    Set<String> scopes = state.settings().scopes();
    if (!scopes.contains("user") && !scopes.contains("user_basic")) {
      row.keySet().removeAll(NOT_IN_BRIEF);
    }
    return row;
  }
}
