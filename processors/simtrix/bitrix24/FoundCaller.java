package simtrix.bitrix24;

import java.util.Optional;

/**
 * The CRM record that a number belongs to.
 *
 * @param name what a salesperson calls it: a person's name, else the record's title
 * @param company name of the contact's company, or of the company itself
 * @param companyId the record of that company, where it is one of its own
 * @param responsible name of the employee who looks after it
 * @param page path of its page in the portal
 * @param deal the open deal that calls belong to; the one changed last where there are several
 * @param lead the lead, when the caller is a lead, or a contact without an open deal has an open
 *     one
 */
public record FoundCaller(
    EntityType type,
    long id,
    String name,
    Optional<String> company,
    Optional<Long> companyId,
    Optional<String> responsible,
    String page,
    Optional<OpenDeal> deal,
    Optional<OpenLead> lead) {

  /**
   * @param stage name of the stage
   * @param amount decimal text as the portal sends it, {@code 12500.00}
   * @param currency ISO 4217 code
   */
  public record OpenDeal(
      long id, String title, String stage, String amount, String currency, String page) {}

  /**
   * @param stage name of the status
   */
  public record OpenLead(long id, String title, String stage, String page) {}

  /** What a search found: how many records carry the number, and the one that is shown. */
  public record Search(int matches, Optional<FoundCaller> caller) {}
}
