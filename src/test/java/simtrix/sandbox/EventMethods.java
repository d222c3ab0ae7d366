package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Subscribing to events and fetching the offline ones, for applications only (REFERENCE 7.1, 7.4).
 */
final class EventMethods {
  private static final Set<String> KNOWN =
      Set.of(
          "ONCRMDEALMOVETOCATEGORY",
          "ONEXTERNALCALLSTART",
          "ONEXTERNALCALLBACKSTART",
          "ONVOXIMPLANTCALLINIT",
          "ONVOXIMPLANTCALLSTART",
          "ONVOXIMPLANTCALLEND",
          "ONAPPUNINSTALL",
          "ONAPPUPDATE",
          "ONAPPTEST",
          "ONOFFLINEEVENT");

  private static final int ADMIN = 1;

  private final State state;

  EventMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.addForApplications("", "event.bind", this::bind);
    table.addForApplications("", "event.get", this::list);
    table.addForApplications("", "event.unbind", this::unbind);
    table.addForApplications("", "event.offline.get", this::offlineGet);
    table.addForApplications("", "event.offline.clear", this::offlineClear);
    table.addForApplications("", "event.offline.list", this::offlineList);
  }

  private Answer bind(Caller caller, Params params) {
    String event = params.text("event").toUpperCase(Locale.ROOT);
    if (!KNOWN.contains(event)
        && !event.matches("ONCRM(LEAD|DEAL|CONTACT|COMPANY|ACTIVITY)(ADD|UPDATE|DELETE)")) {
      throw new RestException(400, "ERROR_EVENT_NOT_FOUND", "Event not found");
    }
    boolean offline = params.text("event_type").equals("offline");
    if (offline && !isAdmin(caller)) {
      throw new RestException(403, "ACCESS_DENIED", "Access denied! Admin rights required");
    }
    if (!offline && !params.has("handler")) {
      throw RestException.missing("handler");
    }
    state.events().bind(event, params.text("handler"), offline);
    return Answer.of(true);
  }

  private boolean isAdmin(Caller caller) {
    return caller.userId() == ADMIN && state.settings().installedByAdmin();
  }

  private void requireOffline(Caller caller) {
    if (!state.settings().offlineEvents()) {
      throw new RestException(403, "ACCESS_DENIED", "Extended offline events are not available");
    }
    if (!isAdmin(caller)) {
      throw new RestException(403, "ACCESS_DENIED", "Access denied! Admin rights required");
    }
  }

  private Answer list(Caller caller, Params params) {
    List<Object> rows =
        state.events().handlers().stream()
            .map(
                handler -> {
                  Map<String, Object> row = new LinkedHashMap<>();
                  row.put("event", handler.event());
                  row.put("handler", handler.address());
                  row.put("auth_type", "0");
                  row.put("offline", handler.offline() ? 1 : 0);
                  return (Object) row;
                })
            .toList();
    return Answer.of(rows);
  }

  private Answer unbind(Caller caller, Params params) {
    return Answer.of(
        Map.of("count", state.events().unbind(params.text("event"), params.text("handler"))));
  }

  private Answer offlineGet(Caller caller, Params params) {
    requireOffline(caller);
    boolean clear = !params.has("clear") || Php.isTrue(params.value("clear"));
    Optional<String> again =
        Optional.of(params.text("process_id")).filter(process -> !process.isEmpty());
    return Answer.of(state.events().offline().take(params.integer("limit", 50), clear, again));
  }

  private Answer offlineList(Caller caller, Params params) {
    requireOffline(caller);
    return Answer.of(state.events().offline().list());
  }

  private Answer offlineClear(Caller caller, Params params) {
    requireOffline(caller);
    if (!params.has("process_id")) {
      throw RestException.missing("process_id");
    }
    state.events().offline().clear(params.text("process_id"), Php.texts(params.value("id")));
    return Answer.of(true);
  }
}
