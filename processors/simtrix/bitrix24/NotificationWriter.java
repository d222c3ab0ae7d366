package simtrix.bitrix24;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry.CrmLink;

/**
 * Notifies an employee. A notification with the same TAG takes the place of the one before, so that
 * a repetition does not make a second one.
 */
@Component
public class NotificationWriter {

  /** A webhook has no application that the tag belongs to, and has to name one. */
  private static final String CLIENT = "simtrix";

  private final PortalClient client;

  NotificationWriter(PortalClient client) {
    this.client = client;
  }

  /**
   * @param origin the call that it is about
   * @param text with Bitrix24's BB codes
   * @return the notification's id; 0 where the portal took it and made none
   * @throws simtrix.failure.CrmFailure when the portal refused or did not answer
   */
  public long send(long portal, Origin origin, long userId, String text) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("USER_ID", userId);
    params.put("MESSAGE", text);
    params.put("TAG", Originator.ID + "|CALL|" + origin.id());
    params.put("CLIENT_ID", CLIENT);
    Command add = new Command("add", "im.notify.system.add", params);
    return new Answers(CallWriter.once(client, portal, origin, List.of(add)))
        .required("add")
        .asId();
  }

  /** A link to a record's page, for the text. */
  public static String link(CrmLink record, String words) {
    String path =
        record
            .type()
            .map(type -> type.page(record.id()))
            .orElse("crm/deal/details/" + record.id() + "/");
    return "[URL=/" + path + "]" + words + "[/URL]";
  }
}
