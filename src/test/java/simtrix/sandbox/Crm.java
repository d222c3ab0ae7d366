package simtrix.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The portal's leads, deals, contacts and companies. Fields carry the classic upper-case names and
 * are text (REFERENCE 6.3).
 */
final class Crm {
  private final Map<EntityType, Table> tables = new EnumMap<>(EntityType.class);
  private final Multifields multifields = new Multifields();
  private final PhoneMatching phones;
  private final Statuses statuses;
  private final Events events;
  private final PortalTime time;
  private final SandboxSettings settings;

  Crm(Statuses statuses, Events events, PortalTime time, SandboxSettings settings) {
    this.statuses = statuses;
    this.events = events;
    this.time = time;
    this.settings = settings;
    this.phones = new PhoneMatching(settings::phoneMatch);
    tables.put(EntityType.LEAD, new Table(31, "ORIGIN_ID", "CONTACT_ID", "COMPANY_ID"));
    tables.put(EntityType.DEAL, new Table(340, "CONTACT_ID", "CONTACT_IDS", "COMPANY_ID"));
    tables.put(EntityType.CONTACT, new Table(512, "COMPANY_ID"));
    tables.put(EntityType.COMPANY, new Table(1201));
  }

  Table table(EntityType type) {
    return tables.get(type);
  }

  PhoneMatching phones() {
    return phones;
  }

  Optional<Map<String, Object>> find(EntityType type, int id) {
    return table(type).find(id);
  }

  boolean exists(Owner owner) {
    return find(owner.type(), owner.id()).isPresent();
  }

  int add(EntityType type, Map<String, Object> given, int userId) {
    int id = table(type).nextId();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ID", String.valueOf(id));
    row.putAll(defaults(type, id, userId));
    store(type, id, row, given);
    fire(type, "ADD", id);
    if (type == EntityType.LEAD && settings.crmMode() == SandboxSettings.CrmMode.SIMPLE) {
      convertNamedLead(id, userId);
    }
    return id;
  }

  boolean update(EntityType type, int id, Map<String, Object> given, int userId) {
    Optional<Map<String, Object>> known = find(type, id);
    if (known.isEmpty()) {
      return false;
    }
    Map<String, Object> row = new LinkedHashMap<>(known.get());
    row.put("DATE_MODIFY", time.now());
    row.put("MODIFY_BY_ID", String.valueOf(userId));
    store(type, id, row, given);
    fire(type, "UPDATE", id);
    return true;
  }

  boolean delete(EntityType type, int id) {
    Optional<Map<String, Object>> known = find(type, id);
    known.ifPresent(
        row -> {
          phones.remove(type, id, row);
          table(type).remove(id);
          fire(type, "DELETE", id);
        });
    return known.isPresent();
  }

  /** Open deals of a contact (also as a secondary contact) or of a company. */
  List<Map<String, Object>> openDeals(Owner owner) {
    String field = owner.type() == EntityType.COMPANY ? "COMPANY_ID" : "CONTACT_IDS";
    return table(EntityType.DEAL).where(field, String.valueOf(owner.id())).stream()
        .filter(deal -> deal.get("CLOSED").equals("N"))
        .toList();
  }

  private void store(EntityType type, int id, Map<String, Object> row, Map<String, Object> given) {
    find(type, id).ifPresent(old -> phones.remove(type, id, old));
    given.forEach((field, value) -> row.put(field, normalised(row, field, value)));
    Multifields.TYPES.forEach(field -> dropIfEmpty(row, field));
    derive(type, row, given);
    table(type).put(id, row);
    phones.add(type, id, row);
  }

  private Object normalised(Map<String, Object> row, String field, Object value) {
    if (Multifields.TYPES.contains(field)) {
      return multifields.merge(field, row.get(field), value);
    }
    return Php.isContainer(value) ? new ArrayList<>(Php.texts(value)) : Php.text(value);
  }

  private static void dropIfEmpty(Map<String, Object> row, String field) {
    if (Php.list(row.get(field)).isEmpty()) {
      row.remove(field);
    }
  }

  private Map<String, Object> defaults(EntityType type, int id, int userId) {
    Map<String, Object> row = new LinkedHashMap<>();
    switch (type) {
      case LEAD -> {
        row.put("TITLE", "Lead #" + id);
        row.put("STATUS_ID", "NEW");
        row.put("SOURCE_ID", "CALL");
        row.put("CONTACT_ID", null);
        row.put("COMPANY_ID", null);
      }
      case DEAL -> {
        row.put("TITLE", "Auftrag #" + id);
        row.put("CATEGORY_ID", "0");
        row.put("OPPORTUNITY", "0.00");
        row.put("CURRENCY_ID", "EUR");
        row.put("CONTACT_ID", null);
        row.put("COMPANY_ID", null);
      }
      case CONTACT -> {
        row.put("NAME", "");
        row.put("SECOND_NAME", "");
        row.put("LAST_NAME", "");
        row.put("COMPANY_ID", null);
      }
      case COMPANY -> row.put("TITLE", "Unternehmen #" + id);
    }
    String now = time.now();
    row.put("ASSIGNED_BY_ID", String.valueOf(userId));
    row.put("CREATED_BY_ID", String.valueOf(userId));
    row.put("MODIFY_BY_ID", String.valueOf(userId));
    row.put("DATE_CREATE", now);
    row.put("DATE_MODIFY", now);
    row.put("OPENED", "Y");
    row.put("ORIGINATOR_ID", null);
    row.put("ORIGIN_ID", null);
    return row;
  }

  private void derive(EntityType type, Map<String, Object> row, Map<String, Object> given) {
    if (type == EntityType.DEAL) {
      deriveDeal(row, given);
    } else {
      row.put("HAS_PHONE", row.containsKey("PHONE") ? "Y" : "N");
      row.put("HAS_EMAIL", row.containsKey("EMAIL") ? "Y" : "N");
    }
    if (type == EntityType.LEAD) {
      String status = Php.text(row.get("STATUS_ID"));
      row.put("STATUS_SEMANTIC_ID", statuses.semantics("STATUS", status));
      boolean known = !Php.isEmpty(row.get("CONTACT_ID")) || !Php.isEmpty(row.get("COMPANY_ID"));
      row.put("IS_RETURN_CUSTOMER", known ? "Y" : "N");
    }
  }

  private void deriveDeal(Map<String, Object> row, Map<String, Object> given) {
    String category = Php.text(row.get("CATEGORY_ID"));
    if (Php.isEmpty(row.get("STAGE_ID"))) {
      row.put("STAGE_ID", category.equals("0") ? "NEW" : "C" + category + ":NEW");
    }
    String semantics =
        statuses.semantics(Statuses.stageDirectory(category), Php.text(row.get("STAGE_ID")));
    row.put("STAGE_SEMANTIC_ID", semantics);
    row.put("CLOSED", semantics.equals("P") ? "N" : "Y");
    if (given.containsKey("CONTACT_IDS")) {
      List<String> contacts = Php.texts(row.get("CONTACT_IDS"));
      row.put("CONTACT_ID", contacts.isEmpty() ? null : contacts.get(0));
    } else if (given.containsKey("CONTACT_ID")) {
      Object contact = row.get("CONTACT_ID");
      row.put("CONTACT_IDS", Php.isEmpty(contact) ? List.of() : List.of(contact));
    }
  }

  private void convertNamedLead(int id, int userId) {
    Map<String, Object> lead = find(EntityType.LEAD, id).orElseThrow();
    if (Php.isEmpty(lead.get("NAME"))) {
      return;
    }
    Map<String, Object> person = new LinkedHashMap<>();
    for (String field : List.of("NAME", "LAST_NAME", "PHONE", "EMAIL", "ASSIGNED_BY_ID")) {
      if (!Php.isEmpty(lead.get(field))) {
        person.put(field, lead.get(field));
      }
    }
    int contact = add(EntityType.CONTACT, person, userId);
    Map<String, Object> deal = new LinkedHashMap<>();
    deal.put("TITLE", lead.get("TITLE"));
    deal.put("CONTACT_ID", contact);
    deal.put("ASSIGNED_BY_ID", lead.get("ASSIGNED_BY_ID"));
    add(EntityType.DEAL, deal, userId);
    delete(EntityType.LEAD, id);
  }

  private void fire(EntityType type, String change, int id) {
    events.fire("ONCRM" + type.name() + change, Map.of("FIELDS[ID]", String.valueOf(id)));
  }
}
