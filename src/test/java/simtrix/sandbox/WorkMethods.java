package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks and notifications, as far as a callback after a missed call needs them. */
final class WorkMethods {
  private final AtomicInteger lastTask = new AtomicInteger(700);
  private final AtomicInteger lastMessage = new AtomicInteger(9000);
  private final Map<Integer, Map<String, Object>> tasks;
  private final Map<Integer, String> notifications;

  /**
   * @param tasks where tasks are put, by id
   * @param notifications where the texts of notifications are put, by id
   */
  WorkMethods(Map<Integer, Map<String, Object>> tasks, Map<Integer, String> notifications) {
    this.tasks = tasks;
    this.notifications = notifications;
  }

  void addTo(MethodTable table) {
    table.add("task", "tasks.task.add", this::addTask);
    table.add("im", "im.notify", this::notifyUser);
    table.add("im", "im.notify.system.add", this::notifyUser);
    table.add("im", "im.notify.personal.add", this::notifyUser);
  }

  private Answer addTask(Caller caller, Params params) {
    Map<String, Object> fields = params.map("fields");
    for (String required : new String[] {"TITLE", "RESPONSIBLE_ID"}) {
      if (Php.isEmpty(fields.get(required))) {
        throw new RestException(400, "ERROR_CORE", "The field " + required + " is required.");
      }
    }
    int id = lastTask.incrementAndGet();
    tasks.put(id, fields);
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("id", String.valueOf(id));
    task.put("title", fields.get("TITLE"));
    task.put("responsibleId", Php.text(fields.get("RESPONSIBLE_ID")));
    task.put("status", "2");
    return Answer.of(Map.of("task", task));
  }

  private Answer notifyUser(Caller caller, Params params) {
    Optional<Object> user = Optional.ofNullable(params.either("USER_ID", "to"));
    if (user.isEmpty()) {
      throw new RestException(400, "USER_ID_EMPTY", "User ID can't be empty");
    }
    String text = Php.text(params.either("MESSAGE", "message"));
    if (text.isEmpty()) {
      throw new RestException(400, "MESSAGE_EMPTY", "Message can't be empty");
    }
    int id = lastMessage.incrementAndGet();
    notifications.put(id, text);
    return Answer.of(id);
  }
}
