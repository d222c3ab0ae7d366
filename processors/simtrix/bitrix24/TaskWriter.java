package simtrix.bitrix24;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Answers.Answer;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Makes a task once, and completes it. {@code tasks.task.add} has no key against repetition, and
 * {@code tasks.task.list} cannot search by XML_ID: so the tasks that it may be among are read, and
 * XML_ID is compared here.
 */
@Component
public class TaskWriter {

  /**
   * A task to be made.
   *
   * @param origin the call that it comes from
   * @param userId who has to do it
   * @param deadline when it is due
   * @param links the records that it belongs to
   */
  public record NewTask(
      Origin origin,
      String title,
      String description,
      long userId,
      OffsetDateTime deadline,
      List<CrmLink> links) {}

  private static final int PAGE = 50;
  private static final int MOST_PAGES = 40;

  /** The portal's clock may be another one. */
  private static final Duration MARGIN = Duration.ofDays(1);

  /** Not begun, begun, and put off. */
  private static final Set<String> OPEN = Set.of("2", "3", "6");

  private static final Map<Integer, String> PREFIXES = Map.of(1, "L_", 2, "D_", 3, "C_", 4, "CO_");

  private final PortalClient client;

  TaskWriter(PortalClient client) {
    this.client = client;
  }

  /**
   * The task that an earlier attempt made.
   *
   * @param since when the first attempt began
   * @throws CrmFailure when the portal cannot say
   */
  public Optional<Long> find(long portal, NewTask task, Instant since) {
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Answer> rows = page(portal, task, since, page * PAGE);
      Optional<Long> found =
          rows.stream()
              .filter(row -> task.origin().id().equals(row.text("xmlId")))
              .map(row -> row.id("id"))
              .findFirst();
      if (found.isPresent() || rows.size() < PAGE) {
        return found;
      }
    }
    throw CrmFailure.of(
        Category.BUG,
        "TOO_MANY_TASKS",
        "The portal has so many tasks of this caller that it cannot be told whether ours is among them; look there, and archive this letter if it is.");
  }

  /**
   * @return the task's id
   * @throws CrmFailure when the portal refused or did not answer
   */
  public long add(long portal, NewTask task) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("TITLE", task.title());
    fields.put("DESCRIPTION", task.description());
    fields.put("RESPONSIBLE_ID", task.userId());
    fields.put("DEADLINE", iso(task.deadline()));
    fields.put("XML_ID", task.origin().id());
    if (!task.links().isEmpty()) {
      fields.put("UF_CRM_TASK", task.links().stream().map(TaskWriter::link).toList());
    }
    Command add = new Command("add", "tasks.task.add", Map.of("fields", fields));
    Answer answer =
        new Answers(CallWriter.once(client, portal, task.origin(), List.of(add))).required("add");
    return new Answer(answer.node().path("task")).id("id");
  }

  /**
   * Completes a task that there is no reason for any more. One that people have completed or
   * deleted, or that the portal does not let us complete, stays as it is.
   *
   * @throws CrmFailure when the portal does not answer
   */
  public void complete(long portal, long id) {
    Command look =
        new Command(
            "look", "tasks.task.get", Map.of("taskId", id, "select", List.of("ID", "STATUS")));
    Answer task =
        new Answer(
            new Answers(CallWriter.now(client, portal, List.of(look)))
                .optional("look")
                .node()
                .path("task"));
    if (OPEN.contains(task.text("status"))) {
      Command complete = new Command("complete", "tasks.task.complete", Map.of("taskId", id));
      new Answers(CallWriter.now(client, portal, List.of(complete))).optional("complete");
    }
  }

  private List<Answer> page(long portal, NewTask task, Instant since, int start) {
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put(">=CREATED_DATE", iso(since.minus(MARGIN).atOffset(ZoneOffset.UTC)));
    task.links().stream().findFirst().ifPresent(link -> filter.put("UF_CRM_TASK", link(link)));
    Command search =
        new Command(
            "find",
            "tasks.task.list",
            Map.of(
                "filter",
                filter,
                "order",
                Map.of("ID", "desc"),
                "select",
                List.of("ID", "XML_ID"),
                "start",
                start));
    Answer answer = new Answers(CallWriter.now(client, portal, List.of(search))).required("find");
    return new Answer(answer.node().path("tasks")).rows();
  }

  private static String link(CrmLink link) {
    return PREFIXES.get(link.typeId()) + link.id();
  }

  private static String iso(OffsetDateTime at) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.withNano(0));
  }
}
