package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** crm.duplicate.findbycomm with its silent limits (REFERENCE 6.2). */
final class DuplicateMethods {
  private static final int MOST_VALUES = 20;
  private static final int MOST_HITS = 20;
  private static final List<EntityType> ORDER =
      List.of(EntityType.LEAD, EntityType.CONTACT, EntityType.COMPANY);

  private final State state;

  DuplicateMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("crm", "crm.duplicate.findbycomm", this::find);
  }

  private Answer find(Caller caller, Params params) {
    String kind = params.text("type");
    if (kind.isEmpty()) {
      throw RestException.classic("Communication type is not defined.");
    }
    if (!Multifields.TYPES.contains(kind)) {
      throw RestException.classic(
          "Communication type '" + kind + "' is not supported in current context.");
    }
    // What a portal does with more than 20 values is not documented; the sandbox overlooks them.
    List<String> values =
        params.list("values").stream()
            .map(Php::text)
            .filter(value -> !value.isEmpty())
            .limit(MOST_VALUES)
            .toList();
    if (values.isEmpty()) {
      throw RestException.classic("Communication values is not defined.");
    }
    Optional<EntityType> only = EntityType.byName(params.text("entity_type"));
    Map<String, Object> hits = new LinkedHashMap<>();
    for (EntityType type : ORDER) {
      if (only.isEmpty() || only.get() == type) {
        TreeSet<Integer> ids = new TreeSet<>();
        values.forEach(value -> ids.addAll(matches(kind, type, value)));
        if (!ids.isEmpty()) {
          hits.put(type.name(), ids.stream().limit(MOST_HITS).toList());
        }
        if (ids.size() >= MOST_HITS) {
          break;
        }
      }
    }
    return Answer.of(hits);
  }

  private List<Integer> matches(String kind, EntityType type, String value) {
    PhoneMatching phones = state.crm().phones();
    return kind.equals("PHONE") ? phones.byPhone(type, value) : phones.byEmail(type, value);
  }
}
