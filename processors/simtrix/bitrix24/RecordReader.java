package simtrix.bitrix24;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry.CrmLink;

/** Reads single records of the CRM. */
@Component
public class RecordReader {

  private final PortalClient client;

  RecordReader(PortalClient client) {
    this.client = client;
  }

  /**
   * Who looks after a contact, company or lead.
   *
   * @return the id of a Bitrix24 user; empty where nobody does or the record is gone
   * @throws simtrix.failure.CrmFailure when the portal does not say
   */
  public Optional<Long> responsible(long portal, EntityType type, CrmLink record) {
    Command get =
        new Command(
            "get",
            "crm." + type.name().toLowerCase(Locale.ROOT) + ".get",
            Map.of("id", record.id()));
    long user =
        new Answers(CallWriter.now(client, portal, List.of(get)))
            .optional("get")
            .id("ASSIGNED_BY_ID");
    return Optional.of(user).filter(id -> id > 0);
  }
}
