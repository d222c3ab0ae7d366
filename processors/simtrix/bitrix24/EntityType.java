package simtrix.bitrix24;

import java.util.Locale;

/**
 * The CRM records that a caller can be, in the order in which one is preferred (DESIGN 6, REFERENCE
 * 6).
 */
public enum EntityType {
  CONTACT(3),
  COMPANY(4),
  LEAD(1);

  private final int typeId;

  EntityType(int typeId) {
    this.typeId = typeId;
  }

  /** The portal's number for this type (REFERENCE 6, object types). */
  public int typeId() {
    return typeId;
  }

  /** The path of a record's page in the portal, as {@code crm/contact/details/512/}. */
  public String page(long id) {
    return "crm/" + name().toLowerCase(Locale.ROOT) + "/details/" + id + "/";
  }
}
