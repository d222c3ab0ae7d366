package simtrix.writing;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.CallWriter;
import simtrix.bitrix24.EntityType;
import simtrix.bitrix24.WrittenCall;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.CallActions;
import simtrix.call.CallJournal;
import simtrix.call.CallOutcome;
import simtrix.settings.SimtrixSettings;

/**
 * Writes a call into the CRM and keeps every bit of progress in the journal as soon as it is known.
 */
@Component("crmWrite")
public class CrmWrite {

  private final CallWriter writer;
  private final CallJournal journal;
  private final CallActions actions;
  private final CrmTexts texts;
  private final SimtrixSettings settings;

  CrmWrite(
      CallWriter writer,
      CallJournal journal,
      CallActions actions,
      CrmTexts texts,
      SimtrixSettings settings) {
    this.actions = actions;
    this.writer = writer;
    this.journal = journal;
    this.texts = texts;
    this.settings = settings;
  }

  /**
   * Writes a call onto its caller's record; the call of nobody under the number that was set for
   * such calls. When it stands there as missed and has been answered, the follow-up is taken out of
   * the property {@code steps}.
   *
   * @param found the caller's record; null where there is none
   * @throws simtrix.failure.CrmFailure when the write did not come to its end
   */
  public void log(
      Exchange exchange,
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("place") Place found,
      @ExchangeProperty("steps") Steps steps) {
    Optional<Place> place = Optional.ofNullable(found);
    place.ifPresent(at -> journal.advance(call.id(), at.reached()));
    String number =
        call.isAnonymous()
            ? settings.anonymous().registeredAs().orElseThrow()
            : call.e164().orElseThrow();
    if (write(call, entry(call, number, place)).isAnsweredSinceLogged()) {
      exchange.setProperty("steps", steps.withoutFollowUp());
    }
  }

  /**
   * Says on the activity that the call turned out to be another one than it was written as.
   *
   * @throws simtrix.failure.CrmFailure when the portal refuses or does not answer
   */
  public void correct(@ExchangeProperty("call") Call call) {
    Progress stands = call.progress();
    long activity = stands.activityId().orElse(0L);
    if (activity > 0 && stands.entityType().isPresent() && stands.entityId().isPresent()) {
      CrmLink owner =
          CrmLink.of(EntityType.valueOf(stands.entityType().get()), stands.entityId().get());
      writer.note(call.portal(), owner, activity, texts.correction(call));
    }
  }

  private Call write(Call call, CallEntry entry) {
    Progress before = call.progress();
    WrittenCall known =
        new WrittenCall(
            before.crmCallId(),
            before.activityId(),
            before.loggedOutcome().map(CrmWrite::result),
            before.dealBound(),
            Optional.empty());
    WrittenCall now = writer.write(call.portal(), entry, known);
    Call reached = journal.advance(call.id(), reached(now));
    now.failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return reached;
  }

  private CallEntry entry(Call call, String number, Optional<Place> place) {
    return new CallEntry(
        CallDepartures.origin(call),
        call.userId(),
        number,
        call.lineNumber(),
        call.rang(),
        result(call.outcome().orElse(CallOutcome.MISSED)),
        call.talkSeconds(),
        place.map(Place::entity),
        place.flatMap(Place::target),
        texts.subject(call),
        call.progress().started(),
        actions.of(call.id()).cardAskedAt().isPresent());
  }

  private static CallEntry.Result result(CallOutcome outcome) {
    return switch (outcome) {
      case ANSWERED -> CallEntry.Result.ANSWERED;
      case REJECTED -> CallEntry.Result.REJECTED;
      case MISSED, UNKNOWN -> CallEntry.Result.MISSED;
    };
  }

  private static Progress reached(WrittenCall now) {
    return Progress.logged(
        now.result().map(result -> CallOutcome.valueOf(result.name())),
        now.bound(),
        now.callId(),
        now.activityId());
  }
}
