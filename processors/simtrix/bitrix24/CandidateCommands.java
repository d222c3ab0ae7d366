package simtrix.bitrix24;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands that fetch one candidate with all that its card shows (REFERENCE 6.3, 6.6). */
final class CandidateCommands {

  static final String RECORD = "Get";
  static final String COMPANY = "Company";
  static final String DEALS = "Deals";
  static final String LEADS = "Leads";
  static final String RESPONSIBLE = "User";

  private CandidateCommands() {}

  /**
   * @param key prefix of the commands' names
   * @param id the record's id, or a reference to the result of an earlier command
   */
  static List<Command> of(EntityType type, String key, Object id) {
    return switch (type) {
      case CONTACT ->
          List.of(
              record(type, key, id),
              new Command(
                  key + COMPANY,
                  "crm.company.get",
                  Map.of("id", "$result[" + key + RECORD + "][COMPANY_ID]")),
              openDeals(key, "CONTACT_ID", id),
              openLeads(key, id),
              responsible(key));
      case COMPANY ->
          List.of(record(type, key, id), openDeals(key, "COMPANY_ID", id), responsible(key));
      case LEAD -> List.of(record(type, key, id), responsible(key));
    };
  }

  static String key(EntityType type, long id) {
    return type.name().toLowerCase(Locale.ROOT) + id;
  }

  private static Command record(EntityType type, String key, Object id) {
    return new Command(
        key + RECORD, "crm." + type.name().toLowerCase(Locale.ROOT) + ".get", Map.of("id", id));
  }

  private static Command openDeals(String key, String owner, Object id) {
    return new Command(
        key + DEALS,
        "crm.deal.list",
        Map.of(
            "filter", Map.of(owner, id, "CLOSED", "N"),
            "order", Map.of("DATE_MODIFY", "DESC"),
            "select",
                List.of(
                    "ID",
                    "TITLE",
                    "STAGE_ID",
                    "CATEGORY_ID",
                    "OPPORTUNITY",
                    "CURRENCY_ID",
                    "CLOSED",
                    "CONTACT_ID",
                    "COMPANY_ID",
                    "DATE_MODIFY"),
            "start", -1));
  }

  private static Command openLeads(String key, Object contact) {
    return new Command(
        key + LEADS,
        "crm.lead.list",
        Map.of(
            "filter", Map.of("CONTACT_ID", contact, "STATUS_SEMANTIC_ID", "P"),
            "order", Map.of("DATE_MODIFY", "DESC"),
            "select", List.of("ID", "TITLE", "STATUS_ID", "STATUS_SEMANTIC_ID", "CONTACT_ID"),
            "start", -1));
  }

  private static Command responsible(String key) {
    return new Command(
        key + RESPONSIBLE,
        "user.get",
        Map.of("FILTER", Map.of("ID", "$result[" + key + RECORD + "][ASSIGNED_BY_ID]")));
  }
}
