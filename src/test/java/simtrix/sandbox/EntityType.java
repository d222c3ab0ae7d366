package simtrix.sandbox;

import java.util.Locale;
import java.util.Optional;

/** The CRM's four object types with their numbers (REFERENCE 6). */
public enum EntityType {
  LEAD(1),
  DEAL(2),
  CONTACT(3),
  COMPANY(4);

  private final int id;

  EntityType(int id) {
    this.id = id;
  }

  public int id() {
    return id;
  }

  static Optional<EntityType> byId(int id) {
    return id >= 1 && id <= 4 ? Optional.of(values()[id - 1]) : Optional.empty();
  }

  static Optional<EntityType> byName(String name) {
    for (EntityType type : values()) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
