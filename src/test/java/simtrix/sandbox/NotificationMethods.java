package simtrix.sandbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Notifications: one with a tag takes the place of those with the same tag. A webhook's tag counts
 * only together with a CLIENT_ID.
 */
final class NotificationMethods {

  private final AtomicInteger lastMessage = new AtomicInteger(9000);
  private final State state;
  private final List<Notice> notices;

  /**
   * @param notices where notifications are put
   */
  NotificationMethods(State state, List<Notice> notices) {
    this.state = state;
    this.notices = notices;
  }

  void addTo(MethodTable table) {
    table.add("im", "im.notify", this::add);
    table.add("im", "im.notify.system.add", this::add);
    table.add("im", "im.notify.personal.add", this::add);
  }

  private Answer add(Caller caller, Params params) {
    int user = Php.integer(params.either("USER_ID", "to")).orElse(0);
    if (user <= 0) {
      throw new RestException(400, "USER_ID_EMPTY", "User ID can't be empty");
    }
    String text = Php.text(params.either("MESSAGE", "message")).trim();
    if (text.isEmpty()) {
      throw new RestException(400, "MESSAGE_EMPTY", "Message can't be empty");
    }
    if (state.users().active(user).isEmpty()) {
      return Answer.of(false);
    }
    boolean tagged = caller.application() || params.has("CLIENT_ID");
    String tag = tagged ? params.text("TAG") : "";
    notices.removeIf(notice -> !tag.isEmpty() && notice.tag().equals(tag));
    int id = lastMessage.incrementAndGet();
    notices.add(new Notice(id, user, text, tag));
    return Answer.of(id);
  }
}
