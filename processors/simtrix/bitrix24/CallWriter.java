package simtrix.bitrix24;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Writes a call into the CRM so that it stands there once, however often this is repeated: what an
 * earlier attempt may have written is found out first, and only the rest is done (REFERENCE 5.1,
 * 5.2, 10). Portals that refuse telephony get a call activity instead (DESIGN 5).
 */
@Component
public class CallWriter {

  private static final String ALREADY_BOUND = "ACTIVITY_IS_ALREADY_BOUND";

  private final PortalClient client;
  private final TelephonyLog telephony;
  private final ActivityLog activities;
  private final TelephonyMode mode;

  CallWriter(
      PortalClient client, TelephonyLog telephony, ActivityLog activities, TelephonyMode mode) {
    this.client = client;
    this.telephony = telephony;
    this.activities = activities;
    this.mode = mode;
  }

  /**
   * @param known what the journal says of earlier attempts
   * @return all that is known to stand in the portal now; never throws for what a portal answers
   */
  public WrittenCall write(long portal, CallEntry entry, WrittenCall known) {
    try {
      WrittenCall now = known;
      if (mode.isTelephonyAllowed(portal)) {
        now = ontoItsRecord(portal, entry, telephony.write(portal, entry, known));
      }
      if (!mode.isTelephonyAllowed(portal)) {
        now = activities.write(portal, entry, known);
      }
      return now.failure().isPresent() ? now : bind(portal, entry, now);
    } catch (CrmFailure failure) {
      return known.stoppedBy(failure);
    }
  }

  /**
   * Whether this portal takes a call only onto a record of its CRM, because it refuses telephony.
   *
   * @throws CrmFailure when that is not known and the portal does not say
   */
  public boolean needsRecord(long portal) {
    return !mode.isTelephonyAllowed(portal);
  }

  /** Puts a note on the call's activity; a repetition replaces the note (REFERENCE 6.5). */
  public void note(long portal, CrmLink owner, long activityId, String text) {
    Command save =
        new Command(
            "note",
            "crm.timeline.note.save",
            Map.of(
                "ownerTypeId",
                owner.typeId(),
                "ownerId",
                owner.id(),
                "itemType",
                2,
                "itemId",
                activityId,
                "text",
                text));
    new Answers(now(client, portal, List.of(save))).required("note");
  }

  /**
   * A call that was registered while it rang hangs on the record that the portal found, if on any:
   * the one that it belongs to may have been made since.
   */
  private WrittenCall ontoItsRecord(long portal, CallEntry entry, WrittenCall written) {
    boolean settled = written.failure().isPresent() || !written.stands();
    if (settled || !entry.cardOpened() || entry.entity().isEmpty()) {
      return written;
    }
    CrmLink record = entry.entity().get();
    try {
      long activity = written.activityId().orElse(0L);
      if (activity == 0) {
        return written.on(activities.once(portal, entry, record).id());
      }
      Outcome outcome =
          new Answers(now(client, portal, List.of(binding(activity, record)))).outcome("bind");
      return isBound(outcome) ? written : written.stoppedBy(((Outcome.Refused) outcome).failure());
    } catch (CrmFailure failure) {
      return written.stoppedBy(failure);
    }
  }

  private WrittenCall bind(long portal, CallEntry entry, WrittenCall written) {
    long activity = written.activityId().orElse(0L);
    if (written.bound() || entry.target().isEmpty() || activity == 0) {
      return written.complete();
    }
    try {
      Outcome outcome =
          new Answers(now(client, portal, List.of(binding(activity, entry.target().get()))))
              .outcome("bind");
      return isBound(outcome)
          ? written.complete()
          : written.stoppedBy(((Outcome.Refused) outcome).failure());
    } catch (CrmFailure failure) {
      return written.stoppedBy(failure);
    }
  }

  /**
   * @param activity id of the activity, or a reference to it inside the chain
   */
  static Command binding(Object activity, CrmLink target) {
    return new Command(
        "bind",
        "crm.activity.binding.add",
        Map.of("activityId", activity, "entityTypeId", target.typeId(), "entityId", target.id()));
  }

  static boolean isBound(Outcome outcome) {
    return outcome instanceof Outcome.Success
        || (outcome instanceof Outcome.Refused refused
            && ALREADY_BOUND.equalsIgnoreCase(refused.failure().code()));
  }

  /** Sends a chain of a write and waits for it; a writer has nothing else to do meanwhile. */
  static Map<String, Outcome> now(PortalClient client, long portal, List<Command> chain) {
    return joined(client.send(portal, Urgency.WRITE, chain));
  }

  /** The same for a chain that must not be done twice. */
  static Map<String, Outcome> once(
      PortalClient client, long portal, Origin origin, List<Command> chain) {
    return joined(client.sendOnce(portal, origin, chain));
  }

  /** Waits for an answer, and throws the failure as it is. */
  static Map<String, Outcome> joined(CompletableFuture<Map<String, Outcome>> answer) {
    try {
      return answer.join();
    } catch (CompletionException wrapped) {
      if (wrapped.getCause() instanceof CrmFailure failure) {
        throw failure;
      }
      throw CrmFailure.of(
          Category.BUG,
          "CLIENT_BUG",
          "The request to the portal ended with an unexpected error; see the server's log.",
          wrapped.getCause());
    }
  }
}
