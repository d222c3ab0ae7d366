package simtrix.writing;

import java.util.Optional;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.NotificationWriter;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.call.CallActions.Kept;
import simtrix.scenario.Chosen;
import simtrix.scenario.Scenario.NotificationRule;

/** Tells somebody of a call, once. */
@Component("callNotification")
public class CallNotification {

  private final NotificationWriter notifications;
  private final CallActions actions;
  private final UserOfRule users;
  private final CrmTexts texts;

  CallNotification(
      NotificationWriter notifications, CallActions actions, UserOfRule users, CrmTexts texts) {
    this.notifications = notifications;
    this.actions = actions;
    this.users = users;
    this.texts = texts;
  }

  /**
   * @param found the caller's record; null where there is none
   * @throws simtrix.failure.CrmFailure when the portal refuses or does not answer
   */
  public void send(
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("scenario") Chosen chosen,
      @ExchangeProperty("place") Place found) {
    Optional<Place> place = Optional.ofNullable(found);
    NotificationRule rule = chosen.scenario().notification().orElseThrow();
    long user = users.forNotification(call, chosen, place);
    String words =
        rule.text()
            .map(text -> CrmTexts.filled(text, call.e164().orElse("")))
            .orElseGet(() -> texts.notification(call));
    String text =
        place
            .map(at -> words + " " + NotificationWriter.link(at.entity(), texts.openRecord(call)))
            .orElse(words);
    long id = notifications.send(call.portal(), CallDepartures.origin(call), user, text);
    actions.keep(call.id(), Kept.NOTIFIED_USER, user);
    actions.keep(call.id(), Kept.NOTIFICATION, id);
  }
}
