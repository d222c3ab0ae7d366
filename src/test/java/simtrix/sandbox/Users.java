package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The portal's employees, with the field names of user.get (REFERENCE 6.6). */
final class Users {
  private final Table rows = new Table(1, "UF_PHONE_INNER");

  Table rows() {
    return rows;
  }

  int add(Map<String, Object> given) {
    int id = rows.nextId();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ID", String.valueOf(id));
    row.put("ACTIVE", true);
    row.put("NAME", "");
    row.put("LAST_NAME", "");
    row.put("EMAIL", "");
    row.put("USER_TYPE", "employee");
    row.put("TIME_ZONE", "Europe/Berlin");
    row.put("TIMESTAMP_X", PhpJson.EMPTY_OBJECT);
    row.put("PERSONAL_MOBILE", "");
    row.put("WORK_PHONE", "");
    row.put("UF_DEPARTMENT", List.of(1));
    row.put("UF_PHONE_INNER", null);
    row.putAll(given);
    rows.put(id, row);
    return id;
  }

  Optional<Map<String, Object>> active(int id) {
    return rows.find(id).filter(row -> row.get("ACTIVE").equals(true));
  }

  Optional<Map<String, Object>> byExtension(String extension) {
    return rows.where("UF_PHONE_INNER", extension).stream().findFirst();
  }
}
