package simtrix.writing;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallWriter;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.call.CallActions.Done;
import simtrix.call.CallOutcome;
import simtrix.scenario.CallEnd;
import simtrix.scenario.CallerKind;
import simtrix.scenario.Chosen;
import simtrix.scenario.Scenario;
import simtrix.scenario.ScenarioReader;
import simtrix.scenario.Scenarios;
import simtrix.settings.SimtrixSettings;

/**
 * Chooses the rule for a call, once: what an earlier attempt chose is kept, so that new rules do
 * not mix with what the old ones have begun (decision 0008).
 */
@Component("scenarioOfCall")
public class ScenarioOfCall {

  private final Scenarios scenarios;
  private final CallActions actions;
  private final CallWriter writer;
  private final SimtrixSettings settings;

  ScenarioOfCall(
      Scenarios scenarios, CallActions actions, CallWriter writer, SimtrixSettings settings) {
    this.scenarios = scenarios;
    this.actions = actions;
    this.writer = writer;
    this.settings = settings;
  }

  /**
   * Sets the properties {@code scenario} and {@code steps}.
   *
   * @throws simtrix.failure.CrmFailure when the portal does not say whether it takes such a call
   */
  public void choose(
      Exchange exchange,
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("place") Place place) {
    Done done = actions.of(call.id());
    Chosen chosen = chosen(call, Optional.ofNullable(place), done);
    exchange.setProperty("scenario", chosen);
    exchange.setProperty("steps", steps(call, Optional.ofNullable(place), done, chosen));
  }

  private Chosen chosen(Call call, Optional<Place> place, Done done) {
    CallEnd end = end(call);
    Optional<CallerKind> before =
        done.callerKind()
            .map(CallerKind::valueOf)
            .filter(kind -> call.isAnonymous() == (kind == CallerKind.ANONYMOUS));
    Optional<Chosen> kept =
        done.scenario()
            .filter(scenario -> before.isPresent())
            .map(ScenarioReader::chosen)
            .filter(
                scenario ->
                    scenario.isFor(end, call.isAnonymous()) || call.isAnsweredSinceLogged());
    return kept.orElseGet(
        () -> {
          CallerKind kind = before.orElseGet(() -> kind(call, place));
          Chosen now = scenarios.of(call.portal()).choose(end, kind);
          actions.chosen(call.id(), kind.name(), ScenarioReader.written(now));
          return now;
        });
  }

  private static CallerKind kind(Call call, Optional<Place> place) {
    if (call.isAnonymous()) {
      return CallerKind.ANONYMOUS;
    }
    boolean madeBySelf = call.progress().leadId().isPresent();
    return place.isPresent() && !madeBySelf ? CallerKind.KNOWN : CallerKind.UNKNOWN;
  }

  private static CallEnd end(Call call) {
    return switch (call.outcome().orElse(CallOutcome.MISSED)) {
      case ANSWERED -> CallEnd.ANSWERED;
      case REJECTED -> CallEnd.REJECTED;
      case MISSED, UNKNOWN -> CallEnd.MISSED;
    };
  }

  private Steps steps(Call call, Optional<Place> place, Done done, Chosen chosen) {
    Scenario scenario = chosen.scenario();
    boolean lead = scenario.lead().isPresent() && call.progress().entityId().isEmpty();
    Steps steps =
        new Steps(
            lead,
            stands(call) || (scenario.log() && canStand(call, lead || place.isPresent())),
            scenario.task().isPresent() && done.task().isEmpty(),
            scenario.notification().isPresent() && done.notification().isEmpty());
    return call.isAnsweredSinceLogged() ? steps.withoutFollowUp() : steps;
  }

  /** What stands in the CRM is completed, whatever newer rules say. */
  private static boolean stands(Call call) {
    return call.progress().activityId().isPresent();
  }

  private boolean canStand(Call call, boolean hasRecord) {
    boolean hasNumber = !call.isAnonymous() || settings.anonymous().registeredAs().isPresent();
    return hasNumber && (hasRecord || !writer.needsRecord(call.portal()));
  }
}
