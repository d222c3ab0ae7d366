package simtrix.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;

/**
 * What happens with one kind of call, as {@code config/scenarios.yaml} says it.
 *
 * @param log whether the call is written into the CRM
 * @param lead the lead that an unknown caller becomes
 */
public record Scenario(
    boolean log,
    Optional<LeadRule> lead,
    Optional<TaskRule> task,
    Optional<NotificationRule> notification) {

  /** The call stays in the journal. */
  public static final Scenario JOURNAL_ONLY =
      new Scenario(false, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @param source STATUS_ID of the source, as {@code CALL}
   * @param title with {@code {number}}; empty for the usual one in the portal's language
   * @param stage STATUS_ID of the lead's first stage; empty for the portal's own
   * @param deal the deal that takes the lead's place in simple CRM mode
   * @param fields further fields of the lead, or of that deal, by Bitrix24's names; values with
   *     {@code {number}}
   */
  public record LeadRule(
      String source,
      Optional<String> title,
      Optional<String> stage,
      Who responsible,
      Optional<DealRule> deal,
      Map<String, String> fields) {

    public LeadRule {
      fields = fields == null ? Map.of() : Map.copyOf(fields);
      source = source == null ? "CALL" : source;
      responsible = responsible == null ? Who.PHONE_OWNER : responsible;
    }
  }

  /**
   * @param pipeline id of the pipeline (CATEGORY_ID); 0 is the first one
   * @param stage STAGE_ID, in other pipelines than the first as {@code C3:NEW}
   */
  public record DealRule(Optional<Long> pipeline, Optional<String> stage) {}

  /**
   * @param after as {@code 2h}
   * @param who who gets it
   * @param title with {@code {number}}; empty for the usual one in the portal's language
   */
  public record TaskRule(String after, @JsonProperty("for") Who who, Optional<String> title) {

    /** How long after the call it is due. */
    public Duration due() {
      return DurationStyle.SIMPLE.parse(after);
    }
  }

  /**
   * @param who who gets it
   * @param text with {@code {number}}; empty for the usual one in the portal's language
   */
  public record NotificationRule(@JsonProperty("for") Who who, Optional<String> text) {}
}
