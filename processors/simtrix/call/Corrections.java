package simtrix.call;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people put right in calls that could not be written. It stands in the journal like what the
 * phone said, so every later attempt uses it; the phone cannot take a corrected number back.
 */
@Component
public class Corrections {

  /**
   * What of a call can be put right.
   *
   * @param number as the person wrote it
   * @param e164 the same in E.164, where it is a telephone number
   * @param userId the responsible Bitrix24 user
   * @param entityType CONTACT, COMPANY or LEAD; empty: the number decides
   * @param dealId the deal that the call is bound to
   * @param leadTitle title of the lead that the call may make
   */
  public record Correctable(
      Optional<String> number,
      Optional<String> e164,
      long userId,
      Optional<String> entityType,
      Optional<Long> entityId,
      Optional<Long> dealId,
      Optional<String> leadTitle) {}

  private final JdbcClient jdbc;

  Corrections(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps what was put right; the caller's transaction takes the row up after this. */
  public void keep(UUID call, Correctable before, Correctable now) {
    boolean numberChanged = !before.number().equals(now.number());
    jdbc.sql(
            """
            update call_journal set number = :number, e164 = :e164,
              presentation = if(:numberChanged, 'ALLOWED', presentation),
              number_corrected = number_corrected or :numberChanged, user_id = :user,
              entity_type = :entityType, entity_id = :entity, deal_id = :deal,
              deal_bound = deal_bound and :dealSame, lead_title = :leadTitle,
              caller_kind = if(:numberChanged and lead_id is null and made_contact_id is null, null, caller_kind)
            where call_id = :call""")
        .param("number", now.number().orElse(null))
        .param("e164", now.e164().orElse(null))
        .param("numberChanged", numberChanged)
        .param("user", now.userId())
        .param("entityType", now.entityType().orElse(null))
        .param("entity", now.entityId().orElse(null))
        .param("deal", now.dealId().orElse(null))
        .param("dealSame", before.dealId().equals(now.dealId()))
        .param("leadTitle", now.leadTitle().orElse(null))
        .param("call", call.toString())
        .update();
  }

  /** The title that a person gave the lead of a call. */
  public Optional<String> leadTitle(UUID call) {
    return jdbc.sql(
            "select lead_title from call_journal where call_id = :call and lead_title is not null")
        .param("call", call.toString())
        .query(String.class)
        .optional();
  }
}
