package simtrix.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finishing a call: the statistics row and, when the call is linked to something, the activity
 * (REFERENCE 5.2, 5.11).
 */
final class FinishMethod {
  private static final List<String> COLUMNS =
      List.of(
          "CALL_ID",
          "EXTERNAL_CALL_ID",
          "PORTAL_USER_ID",
          "PHONE_NUMBER",
          "PORTAL_NUMBER",
          "CALL_DURATION",
          "CALL_VOTE",
          "COST",
          "COST_CURRENCY",
          "CALL_FAILED_CODE",
          "CALL_FAILED_REASON",
          "REST_APP_ID",
          "REST_APP_NAME",
          "CRM_ACTIVITY_ID",
          "COMMENT",
          "CRM_ENTITY_TYPE",
          "CRM_ENTITY_ID");

  private final State state;

  FinishMethod(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.addForApplications("telephony", "telephony.externalCall.finish", this::finish);
  }

  private Answer finish(Caller caller, Params params) {
    if (!(params.value("CALL_ID") instanceof String) || !params.has("CALL_ID")) {
      throw new RestException(400, "INVALID_ARGUMENT", "CALL_ID must be a string");
    }
    int userId = TelephonyMethods.callUser(state, params);
    Calls.Registration call =
        state.calls().open(params.text("CALL_ID")).orElseThrow(this::unknownCall);
    TelephonyMethods.requireActive(state, userId);

    call.created()
        .forEach(
            owner ->
                state
                    .crm()
                    .update(owner.type(), owner.id(), Map.of("ASSIGNED_BY_ID", userId), userId));
    Finished finished = new Finished(call, params, userId, startOf(call));
    Optional<Integer> activity = call.entity().map(owner -> addActivity(owner, finished));
    Map<String, Object> answer = answer(finished, activity);
    answer.put("ID", addStatistics(finished, answer));
    state.calls().close(call.callId());
    fireEnd(answer);
    if (!state.settings().finishErrors().isEmpty()) {
      answer.put("ERRORS", state.settings().finishErrors());
    }
    return Answer.of(answer);
  }

  /** The same words for a call that never was and for one that is over: that is the point. */
  private RestException unknownCall() {
    boolean live = state.settings().errorCodeStyle() == SandboxSettings.ErrorCodeStyle.EMPTY;
    return RestException.core(
        "Call is not found (call should be registered prior to finishing" + (live ? "" : ")"));
  }

  private record Finished(Calls.Registration call, Params params, int userId, Instant start) {

    int duration() {
      return params.integer("DURATION", 0);
    }

    String code() {
      return params.has("STATUS_CODE")
          ? params.text("STATUS_CODE")
          : duration() > 0 ? "200" : "304";
    }

    boolean incoming() {
      return !call.params().text("TYPE").equals("1");
    }

    String number() {
      return call.params().text("PHONE_NUMBER");
    }
  }

  private Instant startOf(Calls.Registration call) {
    return Values.moment(call.params().text("CALL_START_DATE")).orElse(call.at());
  }

  private int addActivity(Owner owner, Finished finished) {
    Map<String, Object> fields = new LinkedHashMap<>();
    String kind = finished.incoming() ? "Eingehender Anruf von " : "Ausgehender Anruf an ";
    fields.put("TYPE_ID", "2");
    fields.put("PROVIDER_ID", "VOXIMPLANT_CALL");
    fields.put("PROVIDER_TYPE_ID", "CALL");
    fields.put("SUBJECT", kind + finished.number());
    fields.put("START_TIME", state.time().print(finished.start()));
    fields.put("END_TIME", state.time().print(finished.start().plusSeconds(finished.duration())));
    fields.put("COMPLETED", finished.code().equals("200") ? "Y" : "N");
    fields.put("DIRECTION", finished.incoming() ? "1" : "2");
    fields.put("RESPONSIBLE_ID", String.valueOf(finished.userId()));
    fields.put("DESCRIPTION", "");
    fields.put("ORIGIN_ID", "VI_" + finished.call().callId());
    Map<String, Object> communication = new LinkedHashMap<>();
    communication.put("TYPE", "PHONE");
    communication.put("VALUE", finished.number());
    communication.put("ENTITY_ID", String.valueOf(owner.id()));
    communication.put("ENTITY_TYPE_ID", String.valueOf(owner.type().id()));
    fields.put("COMMUNICATIONS", List.of(communication));
    int id = state.activities().add(owner, fields);
    finished.call().created().forEach(created -> state.activities().bind(id, created));
    if (state.settings().autoBindOpenDeal() && owner.type() != EntityType.LEAD) {
      for (Map<String, Object> deal : state.crm().openDeals(owner)) {
        int dealId = Php.integer(deal.get("ID")).orElseThrow();
        state.activities().bind(id, new Owner(EntityType.DEAL, dealId));
      }
    }
    return id;
  }

  private Map<String, Object> answer(Finished finished, Optional<Integer> activity) {
    Params registered = finished.call().params();
    Params given = finished.params();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ID", null);
    answer.put("CALL_ID", finished.call().callId());
    answer.put("EXTERNAL_CALL_ID", registered.text("EXTERNAL_CALL_ID"));
    answer.put("PORTAL_USER_ID", finished.userId());
    answer.put("PHONE_NUMBER", finished.number());
    answer.put(
        "PORTAL_NUMBER",
        registered.has("LINE_NUMBER") ? registered.text("LINE_NUMBER") : "REST_APP:3");
    answer.put("INCOMING", registered.text("TYPE"));
    answer.put("CALL_DURATION", finished.duration());
    answer.put("CALL_START_DATE", PhpJson.EMPTY_OBJECT);
    answer.put("CALL_STATUS", finished.code().equals("200") ? 1 : 0);
    answer.put("CALL_VOTE", given.integer("VOTE").isPresent() ? given.integer("VOTE", 0) : null);
    answer.put("COST", given.integer("COST", 0));
    answer.put("COST_CURRENCY", given.text("COST_CURRENCY"));
    answer.put("CALL_FAILED_CODE", finished.code());
    answer.put("CALL_FAILED_REASON", given.text("FAILED_REASON"));
    answer.put("REST_APP_ID", "3");
    answer.put("REST_APP_NAME", "SIMtrix");
    answer.put("CRM_ACTIVITY_ID", activity.orElse(null));
    answer.put("COMMENT", null);
    answer.put("CRM_ENTITY_TYPE", finished.call().entity().map(o -> o.type().name()).orElse(""));
    answer.put("CRM_ENTITY_ID", finished.call().entity().map(Owner::id).orElse(null));
    return answer;
  }

  private int addStatistics(Finished finished, Map<String, Object> answer) {
    int id = state.calls().statistics().nextId();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ID", String.valueOf(id));
    row.put("CALL_CATEGORY", "external");
    row.put("CALL_TYPE", answer.get("INCOMING"));
    row.put("CALL_START_DATE", state.time().print(finished.start()));
    for (String column : COLUMNS) {
      Object value = answer.get(column);
      row.put(column, value == null ? null : Php.text(value));
    }
    for (String empty : List.of("CALL_LOG", "CALL_RECORD_URL", "RECORD_DURATION", "SESSION_ID")) {
      row.put(empty, null);
    }
    row.put("RECORD_FILE_ID", null);
    row.put("TRANSCRIPT_ID", null);
    row.put("TRANSCRIPT_PENDING", "N");
    row.put("REDIAL_ATTEMPT", null);
    state.calls().statistics().put(id, row);
    return id;
  }

  private void fireEnd(Map<String, Object> answer) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("CALL_ID", Php.text(answer.get("CALL_ID")));
    data.put("CALL_TYPE", Php.text(answer.get("INCOMING")));
    for (String field :
        List.of(
            "PHONE_NUMBER",
            "PORTAL_NUMBER",
            "PORTAL_USER_ID",
            "CALL_DURATION",
            "COST",
            "COST_CURRENCY",
            "CALL_FAILED_CODE",
            "CALL_FAILED_REASON",
            "CRM_ACTIVITY_ID")) {
      data.put(field, Php.text(answer.get(field)));
    }
    data.put("CALL_START_DATE", state.time().now());
    state.events().fire("ONVOXIMPLANTCALLEND", data);
  }
}
