package simtrix.bitrix24;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Answers.Answer;
import simtrix.bitrix24.CallEntry.Result;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Writes a finished call into the portal's telephony: register and finish in one go, with the time
 * at which it really rang (REFERENCE 5.2, "the safe pattern"). The statistics tell whether a call
 * stands already.
 */
@Component
class TelephonyLog {

  private static final String INCOMING = "2";

  private final PortalClient client;
  private final TelephonyMode mode;

  TelephonyLog(PortalClient client, TelephonyMode mode) {
    this.client = client;
    this.mode = mode;
  }

  WrittenCall write(long portal, CallEntry entry, WrittenCall known) {
    if (known.stands()) {
      return known;
    }
    Optional<WrittenCall> found =
        entry.mayBeKnown()
            ? find(portal, entry, Map.of("EXTERNAL_CALL_ID", entry.origin().id()), known)
            : Optional.empty();
    return found
        .or(() -> known.callId().flatMap(callId -> finishOnly(portal, entry, known, callId)))
        .orElseGet(() -> registerAndFinish(portal, entry, known));
  }

  /**
   * Finishes what an earlier attempt registered: a second registration would leave the first one
   * behind once the half hour is over in which they count as the same (REFERENCE 5.1).
   *
   * @return empty when the portal does not take it, perhaps because it has forgotten the call
   */
  private Optional<WrittenCall> finishOnly(
      long portal, CallEntry entry, WrittenCall known, String callId) {
    List<Command> chain = finishing(entry, callId);
    Answers answers = new Answers(CallWriter.once(client, portal, entry.origin(), chain));
    if (answers.outcome("finish") instanceof Outcome.Refused refused) {
      boolean forgotten = refused.failure().category() == Category.REJECTED;
      return forgotten ? Optional.empty() : Optional.of(known.stoppedBy(refused.failure()));
    }
    return Optional.of(finished(entry, answers, known));
  }

  private WrittenCall registerAndFinish(long portal, CallEntry entry, WrittenCall known) {
    Answers answers = new Answers(CallWriter.once(client, portal, entry.origin(), chain(entry)));
    if (answers.outcome("register") instanceof Outcome.Refused refused) {
      return known.stoppedBy(noticed(portal, refused.failure()));
    }
    String callId = answers.required("register").text("CALL_ID");
    WrittenCall registered = known.registered(callId);
    if (answers.outcome("finish") instanceof Outcome.Refused refused) {
      return afterRefusedFinish(
          portal, entry, registered, callId, noticed(portal, refused.failure()));
    }
    return finished(entry, answers, registered);
  }

  private static WrittenCall finished(CallEntry entry, Answers answers, WrittenCall registered) {
    WrittenCall written =
        registered.standsAs(entry.result(), answers.required("finish").id("CRM_ACTIVITY_ID"));
    boolean bound = entry.target().isEmpty() || CallWriter.isBound(answers.outcome("bind"));
    return bound ? written.complete() : written;
  }

  /**
   * "Call is not found" may mean that it is finished already: the statistics know (REFERENCE 5.2).
   */
  private WrittenCall afterRefusedFinish(
      long portal, CallEntry entry, WrittenCall registered, String callId, CrmFailure refusal) {
    try {
      return find(portal, entry, Map.of("CALL_ID", callId), registered)
          .orElse(registered.stoppedBy(refusal));
    } catch (CrmFailure unknown) {
      return registered.stoppedBy(unknown);
    }
  }

  private Optional<WrittenCall> find(
      long portal, CallEntry entry, Map<String, Object> filter, WrittenCall known) {
    Command search =
        new Command("statistics", "voximplant.statistic.get", Map.of("FILTER", filter));
    Answer rows =
        new Answers(CallWriter.now(client, portal, List.of(search))).required("statistics");
    return rows.rows().stream()
        .filter(
            row ->
                filter.entrySet().stream().allMatch(e -> e.getValue().equals(row.text(e.getKey()))))
        .findFirst()
        .map(
            row ->
                known
                    .registered(row.text("CALL_ID"))
                    .standsAs(result(row, entry), row.id("CRM_ACTIVITY_ID")));
  }

  private static Result result(Answer row, CallEntry entry) {
    String code = row.text("CALL_FAILED_CODE");
    return code.isEmpty() ? entry.result() : Result.of(code);
  }

  private CrmFailure noticed(long portal, CrmFailure failure) {
    if ("WRONG_AUTH_TYPE".equalsIgnoreCase(failure.code())) {
      mode.telephonyWasRefused(portal);
    }
    return failure;
  }

  private static List<Command> chain(CallEntry entry) {
    List<Command> chain = new ArrayList<>();
    chain.add(new Command("register", "telephony.externalCall.register", registration(entry)));
    chain.addAll(finishing(entry, "$result[register][CALL_ID]"));
    return chain;
  }

  /**
   * @param callId the portal's id of the call, or a reference to it inside the chain
   */
  private static List<Command> finishing(CallEntry entry, String callId) {
    List<Command> chain = new ArrayList<>();
    Map<String, Object> finish = new LinkedHashMap<>();
    finish.put("CALL_ID", callId);
    finish.put("USER_ID", entry.userId());
    finish.put("DURATION", entry.seconds());
    finish.put("STATUS_CODE", entry.result().statusCode());
    finish.put("ADD_TO_CHAT", 0);
    chain.add(new Command("finish", "telephony.externalCall.finish", finish));
    entry
        .target()
        .ifPresent(
            target -> chain.add(CallWriter.binding("$result[finish][CRM_ACTIVITY_ID]", target)));
    return chain;
  }

  static Map<String, Object> registration(CallEntry entry) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("USER_ID", entry.userId());
    call.put("PHONE_NUMBER", entry.number());
    call.put("TYPE", INCOMING);
    call.put(
        "CALL_START_DATE",
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(entry.startedAt().withNano(0)));
    call.put("CRM_CREATE", 0);
    call.put("SHOW", 0);
    call.put("ADD_TO_CHAT", 0);
    call.put("EXTERNAL_CALL_ID", entry.origin().id());
    entry.line().ifPresent(line -> call.put("LINE_NUMBER", line));
    entry
        .entity()
        .ifPresent(
            entity ->
                entity
                    .type()
                    .ifPresent(
                        type -> {
                          call.put("CRM_ENTITY_TYPE", type.name());
                          call.put("CRM_ENTITY_ID", entity.id());
                        }));
    return call;
  }
}
