package simtrix.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reading the call statistics and keeping external lines (REFERENCE 5.6, 5.8). */
final class StatisticMethods {
  private final State state;

  StatisticMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("telephony", "voximplant.statistic.get", this::statistics);
    table.addForApplications("telephony", "telephony.externalLine.add", this::addLine);
    table.addForApplications("telephony", "telephony.externalLine.get", this::lines);
    table.addForApplications("telephony", "telephony.externalLine.update", this::updateLine);
    table.addForApplications("telephony", "telephony.externalLine.delete", this::deleteLine);
  }

  private Answer statistics(Caller caller, Params params) {
    if (!state.settings().statisticsReadable()) {
      throw new RestException(403, "ACCESS_DENIED", "Access denied!");
    }
    Filter filter = Filter.parse(params.map("FILTER"));
    String sort = params.has("SORT") ? params.text("SORT").toUpperCase(Locale.ROOT) : "ID";
    String order = params.has("ORDER") ? params.text("ORDER") : "ASC";
    return Pages.cut(
        state.calls().statistics().matching(filter),
        Map.of(sort, order),
        "ID",
        params.integer("start", 0),
        row -> row);
  }

  private Answer addLine(Caller caller, Params params) {
    String number = params.text("NUMBER");
    if (number.isEmpty()) {
      throw RestException.core("NUMBER should not be empty");
    }
    if (state.calls().line(number).isPresent()) {
      throw RestException.core("Line already exists");
    }
    int id = state.calls().lines().nextId();
    Map<String, Object> row = Php.map(Map.of("NUMBER", number, "NAME", params.text("NAME")));
    boolean create = !params.has("CRM_AUTO_CREATE") || Php.isTrue(params.value("CRM_AUTO_CREATE"));
    row.put("CRM_AUTO_CREATE", create ? "Y" : "N");
    state.calls().lines().put(id, row);
    return Answer.of(Map.of("ID", id));
  }

  private Answer lines(Caller caller, Params params) {
    return Answer.of(
        state.calls().lines().all().stream()
            .map(
                row ->
                    Map.of(
                        "NUMBER", row.get("NUMBER"),
                        "NAME", row.get("NAME"),
                        "CRM_AUTO_CREATE", row.get("CRM_AUTO_CREATE")))
            .toList());
  }

  private Answer updateLine(Caller caller, Params params) {
    Map<String, Object> changes = Php.map(params.values());
    changes.keySet().retainAll(Set.of("NAME", "CRM_AUTO_CREATE"));
    if (changes.isEmpty()) {
      throw RestException.core("There are no fields to update");
    }
    int id = lineId(params);
    state.calls().lines().change(id, changes);
    return Answer.of(Map.of("ID", String.valueOf(id)));
  }

  private Answer deleteLine(Caller caller, Params params) {
    state.calls().lines().remove(lineId(params));
    return Answer.of(Map.of());
  }

  private int lineId(Params params) {
    String number = params.text("NUMBER");
    return state
        .calls()
        .line(number)
        .map(row -> Php.integer(row.get("ID")).orElseThrow())
        .orElseThrow(() -> RestException.core("Could not find line with number " + number));
  }
}
