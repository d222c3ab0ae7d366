package simtrix.writing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.TaskWriter;
import simtrix.bitrix24.TaskWriter.NewTask;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.call.CallActions.Done;
import simtrix.call.CallActions.Kept;
import simtrix.call.CallOutcome;
import simtrix.scenario.Chosen;
import simtrix.scenario.Scenario.TaskRule;

/** Makes the task to call back, once, and completes it when it was needless. */
@Component("callbackTask")
public class CallbackTask {

  private final TaskWriter tasks;
  private final CallActions actions;
  private final UserOfRule users;
  private final CrmTexts texts;
  private final Clock clock;

  CallbackTask(
      TaskWriter tasks, CallActions actions, UserOfRule users, CrmTexts texts, Clock clock) {
    this.tasks = tasks;
    this.actions = actions;
    this.users = users;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * @param found the caller's record and deal; null where there is none
   * @throws simtrix.failure.CrmFailure when the portal refuses or does not answer
   */
  public void make(
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("scenario") Chosen chosen,
      @ExchangeProperty("place") Place found) {
    Optional<Place> place = Optional.ofNullable(found);
    NewTask task = task(call, chosen, place);
    Done done = actions.of(call.id());
    Optional<Long> made =
        call.progress().started()
            ? tasks.find(call.portal(), task, done.startedAt().orElseGet(clock::instant))
            : Optional.empty();
    long id = made.orElseGet(() -> tasks.add(call.portal(), task));
    actions.keep(call.id(), Kept.TASK, id);
  }

  /**
   * Completes the task of a call that turned out to have been answered: nobody has to call back.
   * Any other call keeps it.
   *
   * @throws simtrix.failure.CrmFailure when the portal does not answer
   */
  public void complete(@ExchangeProperty("call") Call call) {
    if (call.outcome().filter(CallOutcome.ANSWERED::equals).isPresent()) {
      actions.of(call.id()).task().ifPresent(task -> tasks.complete(call.portal(), task));
    }
  }

  private NewTask task(Call call, Chosen chosen, Optional<Place> place) {
    TaskRule rule = chosen.scenario().task().orElseThrow();
    List<CrmLink> links = new ArrayList<>();
    place.ifPresent(at -> links.add(at.entity()));
    place.flatMap(Place::target).ifPresent(links::add);
    OffsetDateTime due = clock.instant().plus(rule.due()).atOffset(call.rang().getOffset());
    return new NewTask(
        CallDepartures.origin(call),
        rule.title()
            .map(text -> CrmTexts.filled(text, call.e164().orElse("")))
            .orElseGet(() -> texts.taskTitle(call)),
        texts.taskDescription(call),
        users.forTask(call, chosen, place),
        due,
        links);
  }
}
