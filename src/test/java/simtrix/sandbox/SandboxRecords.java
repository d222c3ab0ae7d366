package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an employee would do in the portal's pages, and what a test looks at: users, CRM objects,
 * calls, timelines. Fields carry the classic names; what is handed out is a copy.
 */
public final class SandboxRecords {
  private static final int ADMIN = 1;

  private final State state;

  SandboxRecords(State state) {
    this.state = state;
  }

  /**
   * @param extension the employee's inner number; may be empty
   */
  public int addUser(String firstName, String lastName, String extension) {
    return addUser(Map.of("NAME", firstName, "LAST_NAME", lastName, "UF_PHONE_INNER", extension));
  }

  /** Adds a user with the field names of user.get. */
  public int addUser(Map<String, Object> fields) {
    return locked(() -> state.users().add(fields));
  }

  public void deactivateUser(int id) {
    synchronized (state) {
      state.users().rows().change(id, Map.of("ACTIVE", false));
    }
  }

  public void activateUser(int id) {
    synchronized (state) {
      state.users().rows().change(id, Map.of("ACTIVE", true));
    }
  }

  public int addContact(String firstName, String lastName, String... phones) {
    return add(
        EntityType.CONTACT,
        Map.of("NAME", firstName, "LAST_NAME", lastName, "PHONE", phones(phones)));
  }

  public int addCompany(String title, String... phones) {
    return add(EntityType.COMPANY, Map.of("TITLE", title, "PHONE", phones(phones)));
  }

  public int addLead(String title, String... phones) {
    return add(EntityType.LEAD, Map.of("TITLE", title, "PHONE", phones(phones)));
  }

  /**
   * Adds a deal; CONTACT_ID, COMPANY_ID, STAGE_ID, CATEGORY_ID and OPPORTUNITY are among the
   * fields.
   */
  public int addDeal(String title, Map<String, Object> fields) {
    Map<String, Object> deal = new LinkedHashMap<>(fields);
    deal.put("TITLE", title);
    return add(EntityType.DEAL, deal);
  }

  /** Adds any CRM object, fired as an event unless the switch says no. */
  public int add(EntityType type, Map<String, Object> fields) {
    return locked(() -> state.crm().add(type, fields, ADMIN));
  }

  public void update(EntityType type, int id, Map<String, Object> fields) {
    locked(() -> state.crm().update(type, id, fields, ADMIN));
  }

  public void delete(EntityType type, int id) {
    locked(() -> state.crm().delete(type, id));
  }

  /** The value of a PHONE field, every number of type WORK. */
  public static List<Map<String, Object>> phones(String... numbers) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (String number : numbers) {
      values.add(Map.of("VALUE", number, "VALUE_TYPE", "WORK"));
    }
    return values;
  }

  public Optional<Map<String, Object>> find(EntityType type, int id) {
    return locked(() -> state.crm().find(type, id).map(SandboxRecords::copy));
  }

  public List<Map<String, Object>> leads() {
    return all(EntityType.LEAD);
  }

  public List<Map<String, Object>> all(EntityType type) {
    return locked(() -> copies(state.crm().table(type)));
  }

  public List<Map<String, Object>> users() {
    return locked(() -> copies(state.users().rows()));
  }

  /** The rows of voximplant.statistic.get: one for each finished call. */
  public List<Map<String, Object>> statistics() {
    return locked(() -> copies(state.calls().statistics()));
  }

  /** Ids of calls that were registered and never finished. */
  public List<String> unfinishedCalls() {
    return locked(
        () -> state.calls().openCalls().stream().map(Calls.Registration::callId).toList());
  }

  /** How long the portal keeps them is not documented (REFERENCE 5.2). */
  public void forgetUnfinishedCalls() {
    locked(
        () -> {
          state.calls().openCalls().forEach(call -> state.calls().close(call.callId()));
          return true;
        });
  }

  /**
   * What register was given for a call that is not finished yet, with the portal's defaults filled
   * in.
   */
  public Optional<Map<String, Object>> registration(String callId) {
    return locked(
        () ->
            state
                .calls()
                .open(callId)
                .map(
                    call -> {
                      Map<String, Object> params = copy(call.params().values());
                      params.putIfAbsent("SHOW", 1);
                      params.putIfAbsent("ADD_TO_CHAT", 1);
                      return params;
                    }));
  }

  /** All activities; what each is bound to stands under BINDINGS. */
  public List<Map<String, Object>> activities() {
    return locked(
        () -> {
          List<Map<String, Object>> rows = copies(state.activities().table());
          rows.forEach(row -> row.put("BINDINGS", bindings(row)));
          return rows;
        });
  }

  /** Activities bound to a CRM object, then its comments and notes. */
  public List<TimelineEntry> timeline(EntityType type, int id) {
    return locked(() -> state.activities().timeline(new Owner(type, id)));
  }

  /** Somebody changes an activity in the browser. */
  public void changeActivity(int id, Map<String, Object> fields) {
    locked(
        () -> {
          state.activities().update(id, fields);
          return id;
        });
  }

  /** Recordings that are attached to calls. */
  public List<StoredFile> recordings() {
    return locked(() -> state.calls().files());
  }

  private List<Map<String, Object>> bindings(Map<String, Object> activity) {
    return state.activities().bindings(Php.integer(activity.get("ID")).orElseThrow()).stream()
        .map(owner -> Php.map(Map.of("type", owner.type(), "id", owner.id())))
        .toList();
  }

  private <T> T locked(Supplier<T> work) {
    synchronized (state) {
      state.events().muted(!state.settings().seedingFiresEvents());
      try {
        return work.get();
      } finally {
        state.events().muted(false);
      }
    }
  }

  private static List<Map<String, Object>> copies(Table table) {
    List<Map<String, Object>> rows = new ArrayList<>();
    table.all().forEach(row -> rows.add(copy(row)));
    return rows;
  }

  private static Map<String, Object> copy(Map<String, Object> row) {
    return new LinkedHashMap<>(row);
  }
}
