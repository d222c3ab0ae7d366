package simtrix.bitrix24;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * A call as it shall stand in the CRM.
 *
 * @param origin its id is kept by the portal as EXTERNAL_CALL_ID or ORIGIN_ID
 * @param userId the employee whose phone rang
 * @param number the caller in E.164
 * @param line number of the SIM that was called
 * @param startedAt when it began to ring, with the phone's offset
 * @param result how it ended
 * @param seconds talk time; 0 unless answered
 * @param entity the caller's record; a call of nobody enters the statistics alone
 * @param target the open deal or lead that the call belongs to as well
 * @param subject what people read where the call is written as a plain activity
 * @param mayBeKnown whether an earlier attempt may have reached the portal, so that it has to be
 *     looked for first
 * @param cardOpened whether it was registered while it rang, before it was known where it belongs
 */
public record CallEntry(
    Origin origin,
    long userId,
    String number,
    Optional<String> line,
    OffsetDateTime startedAt,
    Result result,
    long seconds,
    Optional<CrmLink> entity,
    Optional<CrmLink> target,
    String subject,
    boolean mayBeKnown,
    boolean cardOpened) {

  /** The ends of a call and their STATUS_CODE (REFERENCE 5.2). */
  public enum Result {
    ANSWERED("200"),
    MISSED("304"),
    REJECTED("603");

    private final String statusCode;

    Result(String statusCode) {
      this.statusCode = statusCode;
    }

    String statusCode() {
      return statusCode;
    }

    /** What a code means that the portal tells of a call; the many other ones mean missed. */
    static Result of(String code) {
      return Arrays.stream(values())
          .filter(result -> result.statusCode.equals(code))
          .findFirst()
          .orElse(MISSED);
    }
  }

  /**
   * A record in the CRM.
   *
   * @param typeId the portal's number of the type (REFERENCE 6): 1 lead, 2 deal, 3 contact, 4
   *     company
   */
  public record CrmLink(int typeId, long id) {

    public static final int DEAL = 2;

    public static CrmLink of(EntityType type, long id) {
      return new CrmLink(type.typeId(), id);
    }

    Optional<EntityType> type() {
      for (EntityType type : EntityType.values()) {
        if (type.typeId() == typeId) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }
  }
}
