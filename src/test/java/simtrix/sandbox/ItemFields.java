package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How crm.item.* names and types the same fields: camel case and real numbers (REFERENCE 6.1, 6.4).
 */
final class ItemFields {
  private static final Map<String, String> RENAMED =
      Map.of(
          "DATE_CREATE", "createdTime",
          "DATE_MODIFY", "updatedTime",
          "CREATED_BY_ID", "createdBy",
          "MODIFY_BY_ID", "updatedBy",
          "STATUS_ID", "stageId",
          "STATUS_SEMANTIC_ID", "stageSemanticId");
  private static final Set<String> NUMBERS =
      Set.of(
          "id",
          "assignedById",
          "createdBy",
          "updatedBy",
          "categoryId",
          "contactId",
          "companyId",
          "contactIds");
  private static final Set<String> COMMON =
      Set.of(
          "id",
          "title",
          "createdTime",
          "updatedTime",
          "createdBy",
          "updatedBy",
          "assignedById",
          "opened",
          "originatorId",
          "originId",
          "sourceId",
          "sourceDescription",
          "comments",
          "lastActivityTime");
  private static final Map<EntityType, Set<String>> OWN =
      Map.of(
          EntityType.LEAD,
              Set.of(
                  "name",
                  "secondName",
                  "lastName",
                  "stageId",
                  "stageSemanticId",
                  "contactId",
                  "companyId",
                  "hasPhone",
                  "hasEmail",
                  "isReturnCustomer"),
          EntityType.DEAL,
              Set.of(
                  "stageId",
                  "stageSemanticId",
                  "closed",
                  "categoryId",
                  "contactId",
                  "companyId",
                  "opportunity",
                  "currencyId"),
          EntityType.CONTACT,
              Set.of("name", "secondName", "lastName", "companyId", "hasPhone", "hasEmail", "post"),
          EntityType.COMPANY, Set.of("hasPhone", "hasEmail"));

  private ItemFields() {}

  static Set<String> filterable(EntityType type, boolean contactIds) {
    Set<String> names = new TreeSet<>(COMMON);
    names.addAll(OWN.get(type));
    if (contactIds && type == EntityType.DEAL) {
      names.add("contactIds");
    }
    return names;
  }

  static Map<String, Object> toItem(EntityType type, Map<String, Object> row) {
    Map<String, Object> item = new LinkedHashMap<>();
    row.forEach(
        (field, value) -> {
          if (!Multifields.TYPES.contains(field)) {
            String name = name(field);
            item.put(name, typed(name, value));
          }
        });
    if (type != EntityType.DEAL) {
      aliases(item, row);
      item.put("fm", fm(row));
    }
    return item;
  }

  /**
   * What was given to crm.item.add, in classic names; names that the type does not have are
   * ignored.
   */
  static Map<String, Object> fromItem(EntityType type, Map<String, Object> fields) {
    Map<String, Object> row = new LinkedHashMap<>();
    Set<String> known = filterable(type, true);
    fields.forEach(
        (name, value) -> {
          if (known.contains(name)) {
            row.put(field(type, name), value);
          }
        });
    for (Object entry : Php.list(fields.get("fm"))) {
      Map<String, Object> multi = Php.map(entry);
      String kind = Php.text(multi.get("typeId"));
      if (Multifields.TYPES.contains(kind)) {
        List<Object> values = new ArrayList<>(Php.list(row.get(kind)));
        values.add(
            Map.of(
                "VALUE", Php.text(multi.get("value")),
                "VALUE_TYPE", Php.text(multi.get("valueType"))));
        row.put(kind, values);
      }
    }
    return row;
  }

  private static String name(String field) {
    if (RENAMED.containsKey(field)) {
      return RENAMED.get(field);
    }
    StringBuilder name = new StringBuilder();
    for (String word : field.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return name.toString();
  }

  private static String field(EntityType type, String name) {
    if (name.equals("stageId")) {
      return type == EntityType.LEAD ? "STATUS_ID" : "STAGE_ID";
    }
    return RENAMED.entrySet().stream()
        .filter(e -> e.getValue().equals(name) && !name.startsWith("stage"))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
  }

  private static Object typed(String name, Object value) {
    if (value instanceof List<?> values) {
      return values.stream().map(v -> typed(name, v)).toList();
    }
    if (name.equals("opportunity")) {
      return Double.parseDouble(Php.text(value).isEmpty() ? "0" : Php.text(value));
    }
    if (NUMBERS.contains(name)) {
      return Php.integer(value).orElse(0);
    }
    return value;
  }

  private static List<Object> fm(Map<String, Object> row) {
    List<Object> fm = new ArrayList<>();
    for (String kind : Multifields.TYPES) {
      for (Object entry : Php.list(row.get(kind))) {
        Map<String, Object> multi = Php.map(entry);
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", Php.integer(multi.get("ID")).orElse(0));
        one.put("typeId", kind);
        one.put("valueType", multi.get("VALUE_TYPE"));
        one.put("value", multi.get("VALUE"));
        fm.add(one);
      }
    }
    return fm;
  }

  private static void aliases(Map<String, Object> item, Map<String, Object> row) {
    for (Object entry : Php.list(row.get("PHONE"))) {
      Map<String, Object> phone = Php.map(entry);
      item.putIfAbsent("phone", phone.get("VALUE"));
      switch (Php.text(phone.get("VALUE_TYPE"))) {
        case "WORK" -> item.putIfAbsent("phoneWork", phone.get("VALUE"));
        case "MOBILE" -> item.putIfAbsent("phoneMobile", phone.get("VALUE"));
        case "MAILING" -> item.putIfAbsent("phoneMailing", phone.get("VALUE"));
        default -> {}
      }
    }
  }
}
