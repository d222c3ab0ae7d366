package simtrix.bitrix24;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes a lead once: the portal itself does not notice a second one (REFERENCE 6.3), ORIGIN_ID
 * does.
 */
@Component
public class LeadWriter {

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
  public Optional<Long> find(long portal, String originId) {
    Command search =
        new Command(
            "find",
            "crm.lead.list",
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

  /**
   * Adds a lead with source CALL.
   *
   * @param number in E.164
   * @param userId who is responsible for it
   * @return the lead's id
   * @throws simtrix.failure.CrmFailure when the portal refused or did not answer
   */
  public long add(long portal, String originId, String title, String number, long userId) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("TITLE", title);
    fields.put("SOURCE_ID", "CALL");
    fields.put("ASSIGNED_BY_ID", userId);
    fields.put("OPENED", "Y");
    fields.put("PHONE", List.of(Map.of("VALUE", number, "VALUE_TYPE", "WORK")));
    fields.put("ORIGINATOR_ID", Originator.ID);
    fields.put("ORIGIN_ID", originId);
    Command add = new Command("add", "crm.lead.add", Map.of("fields", fields));
    return new Answers(CallWriter.once(client, portal, originId, List.of(add)))
        .required("add")
        .asId();
  }
}
