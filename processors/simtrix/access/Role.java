package simtrix.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a console user may do; each role may do all that the ones before it may. */
public enum Role {
  /** Looks, and sees masked numbers. */
  READER,
  /** Sees all, and puts right what failed. */
  OPERATOR,
  /** Also decides about users, phones and portals. */
  ADMIN;

  /**
   * @param text as the contract writes it: reader, operator or admin
   */
  @JsonCreator
  public static Role of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** As the contract writes it. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether somebody of this role may do what needs the other one. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
