package simtrix.bitrix24;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes a lead once, or in simple CRM mode a contact with a deal: the portal itself does not notice
 * a second one (REFERENCE 6.3), ORIGIN_ID does.
 */
@Component
public class LeadWriter {

  /**
   * What is known of somebody new.
   *
   * @param origin the call that this comes from
   * @param number in E.164
   * @param userId who is responsible
   * @param source STATUS_ID of the source
   * @param stage STATUS_ID or STAGE_ID; empty for the portal's first
   * @param pipeline CATEGORY_ID of a deal's pipeline; empty for the first
   * @param fields what else is to stand on the lead or the deal, by the portal's names of fields
   */
  public record NewCaller(
      Origin origin,
      String title,
      String number,
      long userId,
      String source,
      Optional<String> stage,
      Optional<Long> pipeline,
      Map<String, String> fields) {}

  private final PortalClient client;

  LeadWriter(PortalClient client) {
    this.client = client;
  }

  /**
   * The lead that an earlier attempt made.
   *
   * @param originId our id of the call that the lead is for
   * @throws simtrix.failure.CrmFailure when the portal cannot say
   */
  public Optional<Long> findLead(long portal, String originId) {
    return find(portal, "crm.lead.list", originId);
  }

  /** The contact that an earlier attempt made, like {@link #findLead}. */
  public Optional<Long> findContact(long portal, String originId) {
    return find(portal, "crm.contact.list", originId);
  }

  /** The deal that an earlier attempt made, like {@link #findLead}. */
  public Optional<Long> findDeal(long portal, String originId) {
    return find(portal, "crm.deal.list", originId);
  }

  /**
   * @return the lead's id
   * @throws simtrix.failure.CrmFailure when the portal refused or did not answer
   */
  public long addLead(long portal, NewCaller caller) {
    Map<String, Object> fields = new LinkedHashMap<>(caller.fields());
    fields.putAll(fields(caller));
    fields.put("TITLE", caller.title());
    fields.put("PHONE", phone(caller));
    caller.stage().ifPresent(stage -> fields.put("STATUS_ID", stage));
    return add(portal, "crm.lead.add", caller, fields);
  }

  /** Adds a contact whose name is the number, like {@link #addLead}. */
  public long addContact(long portal, NewCaller caller) {
    Map<String, Object> fields = fields(caller);
    fields.put("NAME", caller.number());
    fields.put("PHONE", phone(caller));
    return add(portal, "crm.contact.add", caller, fields);
  }

  /** Adds a deal of that contact, like {@link #addLead}. */
  public long addDeal(long portal, NewCaller caller, long contact) {
    Map<String, Object> fields = new LinkedHashMap<>(caller.fields());
    fields.putAll(fields(caller));
    fields.put("TITLE", caller.title());
    fields.put("CONTACT_ID", contact);
    caller.pipeline().ifPresent(pipeline -> fields.put("CATEGORY_ID", pipeline));
    caller.stage().ifPresent(stage -> fields.put("STAGE_ID", stage));
    return add(portal, "crm.deal.add", caller, fields);
  }

  private static Map<String, Object> fields(NewCaller caller) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("SOURCE_ID", caller.source());
    fields.put("ASSIGNED_BY_ID", caller.userId());
    fields.put("OPENED", "Y");
    fields.put("ORIGINATOR_ID", Originator.ID);
    fields.put("ORIGIN_ID", caller.origin().id());
    return fields;
  }

  private static List<Map<String, Object>> phone(NewCaller caller) {
    return List.of(Map.of("VALUE", caller.number(), "VALUE_TYPE", "WORK"));
  }

  private long add(long portal, String method, NewCaller caller, Map<String, Object> fields) {
    Command add = new Command("add", method, Map.of("fields", fields));
    return new Answers(CallWriter.once(client, portal, caller.origin(), List.of(add)))
        .required("add")
        .asId();
  }

  private Optional<Long> find(long portal, String method, String originId) {
    Command search =
        new Command(
            "find",
            method,
            Map.of(
                "filter", Map.of("ORIGINATOR_ID", Originator.ID, "ORIGIN_ID", originId),
                "select", List.of("ID", "ORIGIN_ID"),
                "start", -1));
    return new Answers(CallWriter.now(client, portal, List.of(search)))
        .required("find").rows().stream()
            .filter(row -> originId.equals(row.text("ORIGIN_ID")))
            .map(row -> row.id("ID"))
            .findFirst();
  }
}
