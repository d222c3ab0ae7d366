package simtrix.bitrix24;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Answers.Answer;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.CallEntry.Result;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Writes a call as an activity of the caller's record, for portals that refuse telephony (REFERENCE
 * 6.5). ORIGIN_ID tells whether it stands already.
 */
@Component
class ActivityLog {

  private static final String CALL = "2";
  private static final String INCOMING = "1";

  private final PortalClient client;

  ActivityLog(PortalClient client) {
    this.client = client;
  }

  WrittenCall write(long portal, CallEntry entry, WrittenCall known) {
    if (known.stands()) {
      return known;
    }
    CrmLink owner =
        entry
            .entity()
            .orElseThrow(
                () ->
                    CrmFailure.of(
                        Category.BUG,
                        "NO_OWNER",
                        "A call activity needs a CRM record to stand on, and this call has none."));
    Activity activity = once(portal, entry, owner);
    return known.standsAs(activity.result(), activity.id());
  }

  /** An activity, and as what it shows the call. */
  record Activity(long id, Result result) {}

  /** The activity of a call on that record, made unless an earlier attempt made it. */
  Activity once(long portal, CallEntry entry, CrmLink owner) {
    Optional<Activity> found = entry.mayBeKnown() ? find(portal, entry) : Optional.empty();
    return found.orElseGet(() -> new Activity(add(portal, entry, owner), entry.result()));
  }

  private Optional<Activity> find(long portal, CallEntry entry) {
    Command search =
        new Command(
            "find",
            "crm.activity.list",
            Map.of(
                "filter", Map.of("ORIGINATOR_ID", Originator.ID, "ORIGIN_ID", entry.origin().id()),
                "select", List.of("ID", "ORIGIN_ID", "COMPLETED"),
                "start", -1));
    return new Answers(CallWriter.now(client, portal, List.of(search)))
        .required("find").rows().stream()
            .filter(row -> entry.origin().id().equals(row.text("ORIGIN_ID")))
            .map(row -> new Activity(row.id("ID"), shown(row, entry)))
            .findFirst();
  }

  /** One that is still to be done was never made for an answered call. */
  private static Result shown(Answer row, CallEntry entry) {
    boolean open = "N".equals(row.text("COMPLETED"));
    return open && entry.result() == Result.ANSWERED ? Result.MISSED : entry.result();
  }

  private long add(long portal, CallEntry entry, CrmLink owner) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("OWNER_TYPE_ID", owner.typeId());
    fields.put("OWNER_ID", owner.id());
    fields.put("TYPE_ID", CALL);
    fields.put("DIRECTION", INCOMING);
    fields.put("SUBJECT", entry.subject());
    fields.put("RESPONSIBLE_ID", entry.userId());
    fields.put("START_TIME", iso(entry, 0));
    fields.put("END_TIME", iso(entry, entry.seconds()));
    fields.put("COMPLETED", entry.result() == Result.ANSWERED ? "Y" : "N");
    fields.put("ORIGINATOR_ID", Originator.ID);
    fields.put("ORIGIN_ID", entry.origin().id());
    fields.put(
        "COMMUNICATIONS",
        List.of(
            Map.of(
                "TYPE", "PHONE",
                "VALUE", entry.number(),
                "ENTITY_ID", owner.id(),
                "ENTITY_TYPE_ID", owner.typeId())));
    Command add = new Command("add", "crm.activity.add", Map.of("fields", fields));
    return new Answers(CallWriter.once(client, portal, entry.origin(), List.of(add)))
        .required("add")
        .asId();
  }

  private static String iso(CallEntry entry, long seconds) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        entry.startedAt().withNano(0).plusSeconds(seconds));
  }
}
