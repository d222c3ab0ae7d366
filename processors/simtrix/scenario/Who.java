package simtrix.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whom a rule means: {@code phone-user}, {@code responsible}, a Bitrix24 user's id, or {@code
 * {round-robin: [12, 15]}}.
 *
 * @param users ids of Bitrix24 users; one for {@code FIXED}, one or more for {@code ROUND_ROBIN},
 *     where an id that stands twice has its turn twice
 */
public record Who(Kind kind, List<Long> users) {

  /** The ways in which a rule can mean somebody. */
  public enum Kind {
    /** The user whose phone rang. */
    PHONE_USER,
    /** Whoever is responsible for the caller's record in the CRM. */
    RESPONSIBLE,
    FIXED,
    ROUND_ROBIN
  }

  private static final String PHONE_USER_WORD = "phone-user";
  private static final String RESPONSIBLE_WORD = "responsible";
  private static final String ROUND_ROBIN_WORD = "round-robin";

  public static final Who PHONE_OWNER = new Who(Kind.PHONE_USER, List.of());

  /** Reads it as the file has it, once the schema has passed it. */
  @JsonCreator
  static Who of(JsonNode node) {
    if (node.isIntegralNumber()) {
      return new Who(Kind.FIXED, List.of(node.asLong()));
    }
    if (node.isTextual()) {
      return node.asText().equals(RESPONSIBLE_WORD)
          ? new Who(Kind.RESPONSIBLE, List.of())
          : PHONE_OWNER;
    }
    List<Long> users = new ArrayList<>();
    node.path(ROUND_ROBIN_WORD).forEach(user -> users.add(user.asLong()));
    return new Who(Kind.ROUND_ROBIN, List.copyOf(users));
  }

  /** The same as the file has it. */
  @JsonValue
  Object written() {
    return switch (kind) {
      case PHONE_USER -> PHONE_USER_WORD;
      case RESPONSIBLE -> RESPONSIBLE_WORD;
      case FIXED -> users.get(0);
      case ROUND_ROBIN -> Map.of(ROUND_ROBIN_WORD, users);
    };
  }
}
