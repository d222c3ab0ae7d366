package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Registering a call, showing its card, and looking a number up (REFERENCE 5.1, 5.3, 5.5). */
final class TelephonyMethods {
  private static final List<EntityType> BY_PRIORITY =
      List.of(EntityType.CONTACT, EntityType.COMPANY, EntityType.LEAD);

  private final State state;

  TelephonyMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.addForApplications("telephony", "telephony.externalCall.register", this::register);
    table.add("telephony", "telephony.externalCall.show", this::isOpen);
    table.add("telephony", "telephony.externalCall.hide", this::isOpen);
    table.add("telephony", "telephony.externalCall.searchCrmEntities", this::search);
  }

  private Answer register(Caller caller, Params params) {
    int userId = callUser(state, params);
    int type = params.integer("TYPE", 0);
    if (type < 1 || type > 5) {
      throw RestException.core("Unknown TYPE.");
    }
    if (params.has("CALL_START_DATE") && Values.moment(params.text("CALL_START_DATE")).isEmpty()) {
      throw RestException.core("CALL_START_DATE should be in the ISO-8601 format");
    }
    String number = params.text("PHONE_NUMBER");
    if (!number.matches("\\+?[\\d\\s()./-]*\\d{2}[\\d\\s()./-]*(#\\d+)?")) {
      throw RestException.core("Unsupported phone number format");
    }
    requireActive(state, userId);

    String key =
        String.join(
            "|",
            caller.credential(),
            number,
            String.valueOf(type),
            String.valueOf(userId),
            params.text("LINE_NUMBER"),
            params.text("EXTERNAL_CALL_ID"));
    Optional<Calls.Registration> repeated =
        state.calls().repeated(key, state.settings().registerDedup());
    if (repeated.isPresent()) {
      return Answer.of(repeated.get().answer());
    }
    Calls.Registration registration = newRegistration(key, userId, params);
    state.calls().register(registration);
    state
        .events()
        .fire(
            "ONVOXIMPLANTCALLINIT",
            Map.of(
                "CALL_ID",
                registration.callId(),
                "CALL_TYPE",
                String.valueOf(type),
                "CALLER_ID",
                number,
                "REST_APP_ID",
                "3"));
    return Answer.of(registration.answer());
  }

  private Calls.Registration newRegistration(String key, int userId, Params params) {
    Optional<Owner> entity = named(params).or(() -> byNumber(params.text("PHONE_NUMBER")));
    List<Owner> created = new ArrayList<>();
    Optional<String> refusal = Optional.empty();
    if (entity.isEmpty() && wantsCreation(params)) {
      refusal = state.settings().leadCreationError();
      if (refusal.isEmpty()) {
        created.addAll(create(userId, params));
        entity = Optional.of(created.get(0));
      }
    }
    String callId = state.calls().newCallId();
    Map<String, Object> answer = answer(callId, entity, created);
    refusal.ifPresent(text -> answer.put("LEAD_CREATION_ERROR", text));
    return new Calls.Registration(
        callId,
        key,
        userId,
        params,
        state.time().clock().instant(),
        entity,
        List.copyOf(created),
        answer);
  }

  private static Map<String, Object> answer(
      String callId, Optional<Owner> entity, List<Owner> created) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("CALL_ID", callId);
    answer.put(
        "CRM_CREATED_LEAD",
        created.stream()
            .filter(o -> o.type() == EntityType.LEAD)
            .map(Owner::id)
            .findFirst()
            .orElse(null));
    answer.put("CRM_CREATED_ENTITIES", created.stream().map(TelephonyMethods::entityRow).toList());
    answer.put("CRM_ENTITY_TYPE", entity.map(o -> o.type().name()).orElse(""));
    answer.put("CRM_ENTITY_ID", entity.map(Owner::id).orElse(null));
    return answer;
  }

  private static Map<String, Object> entityRow(Owner owner) {
    return Map.of("ENTITY_TYPE", owner.type().name(), "ENTITY_ID", owner.id());
  }

  private Optional<Owner> named(Params params) {
    return EntityType.byName(params.text("CRM_ENTITY_TYPE"))
        .filter(BY_PRIORITY::contains)
        .map(type -> new Owner(type, params.integer("CRM_ENTITY_ID", 0)))
        .filter(state.crm()::exists);
  }

  private Optional<Owner> byNumber(String number) {
    return hits(number).stream().findFirst();
  }

  private List<Owner> hits(String number) {
    List<Owner> hits = new ArrayList<>();
    for (EntityType type : BY_PRIORITY) {
      state.crm().phones().byPhone(type, number).forEach(id -> hits.add(new Owner(type, id)));
    }
    return hits;
  }

  private boolean wantsCreation(Params params) {
    boolean byLine =
        params.integer("TYPE", 0) == 1
            && state
                .calls()
                .line(params.text("LINE_NUMBER"))
                .filter(line -> Php.isTrue(line.get("CRM_AUTO_CREATE")))
                .isPresent();
    return Php.isTrue(params.value("CRM_CREATE")) || byLine;
  }

  private List<Owner> create(int userId, Params params) {
    String number = params.text("PHONE_NUMBER");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("TITLE", number + " - Anruf");
    fields.put("ASSIGNED_BY_ID", userId);
    fields.put("SOURCE_ID", params.has("CRM_SOURCE") ? params.text("CRM_SOURCE") : "CALL");
    fields.put("PHONE", List.of(Map.of("VALUE", number, "VALUE_TYPE", "WORK")));
    if (state.settings().crmMode() == SandboxSettings.CrmMode.CLASSIC) {
      return List.of(new Owner(EntityType.LEAD, state.crm().add(EntityType.LEAD, fields, userId)));
    }
    int contact = state.crm().add(EntityType.CONTACT, fields, userId);
    Map<String, Object> deal =
        Map.of("TITLE", number + " - Anruf", "CONTACT_ID", contact, "ASSIGNED_BY_ID", userId);
    return List.of(
        new Owner(EntityType.CONTACT, contact),
        new Owner(EntityType.DEAL, state.crm().add(EntityType.DEAL, deal, userId)));
  }

  private Answer isOpen(Caller caller, Params params) {
    return Answer.of(state.calls().open(params.text("CALL_ID")).isPresent());
  }

  private Answer search(Caller caller, Params params) {
    if (!params.has("PHONE_NUMBER")) {
      throw RestException.core("PHONE_NUMBER is empty");
    }
    return Answer.of(hits(params.text("PHONE_NUMBER")).stream().map(this::searchRow).toList());
  }

  private Map<String, Object> searchRow(Owner owner) {
    Map<String, Object> found = state.crm().find(owner.type(), owner.id()).orElseThrow();
    int responsible = Php.integer(found.get("ASSIGNED_BY_ID")).orElse(0);
    String person = (Php.text(found.get("NAME")) + " " + Php.text(found.get("LAST_NAME"))).trim();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("CRM_ENTITY_TYPE", owner.type().name());
    row.put("CRM_ENTITY_ID", owner.id());
    row.put("ASSIGNED_BY_ID", responsible);
    row.put("NAME", person.isEmpty() ? Php.text(found.get("TITLE")) : person);
    row.put("ASSIGNED_BY", state.users().rows().find(responsible).map(this::phones).orElse(null));
    return row;
  }

  private Map<String, Object> phones(Map<String, Object> user) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ID", user.get("ID"));
    row.put("TIMEMAN_STATUS", "OPENED");
    row.put("USER_PHONE_INNER", user.get("UF_PHONE_INNER"));
    for (String field : List.of("WORK_PHONE", "PERSONAL_PHONE", "PERSONAL_MOBILE")) {
      row.put(field, Php.isEmpty(user.get(field)) ? null : user.get(field));
    }
    return row;
  }

  /** The employee that USER_ID or USER_PHONE_INNER names; 0 when there is none of that name. */
  static int callUser(State state, Params params) {
    if (params.has("USER_ID")) {
      return params.integer("USER_ID", 0);
    }
    if (!params.has("USER_PHONE_INNER")) {
      throw RestException.core("USER_ID or USER_PHONE_INNER should be set");
    }
    return state
        .users()
        .byExtension(params.text("USER_PHONE_INNER"))
        .flatMap(user -> Php.integer(user.get("ID")).stream().boxed().findFirst())
        .orElse(0);
  }

  static void requireActive(State state, int userId) {
    if (state.users().active(userId).isEmpty()) {
      throw RestException.core("User is not found or is not active");
    }
  }
}
