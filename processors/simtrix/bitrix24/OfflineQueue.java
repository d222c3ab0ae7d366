package simtrix.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Answers.Answer;

/**
 * The queue in which a portal keeps events until they are fetched, where its plan has one: the only
 * channel that loses nothing (REFERENCE 7.4). Its questions ride along with the portal's writes and
 * never take what is kept for ringing phones.
 */
@Component
public class OfflineQueue {
  private static final Logger LOG = LoggerFactory.getLogger(OfflineQueue.class);

  /** As many records as one package holds unless asked otherwise. */
  private static final int PACKAGE = 50;

  private static final String FEATURE = "feature";
  private static final String CLEAR = "clear";
  private static final String GET = "get";

  /**
   * Events that the portal has set aside for us until they are cleared.
   *
   * @param process the portal's name for the package; empty when there was nothing to fetch
   * @param changes what happened, each once; {@link CrmChange#unknown} for a record that cannot be
   *     read
   * @param full whether more may wait behind it
   */
  public record EventPackage(Optional<String> process, List<CrmChange> changes, boolean full) {}

  private final PortalClient client;

  OfflineQueue(PortalClient client) {
    this.client = client;
  }

  /**
   * Asks whether the portal has such a queue, and if so has the events of CRM records put into it.
   *
   * @param wakeUp where the portal may say that something waits
   * @return whether the queue can be used; fails with a {@link simtrix.failure.CrmFailure} when the
   *     portal could not be asked
   */
  public CompletableFuture<Boolean> open(long portal, Optional<URI> wakeUp) {
    Command question = new Command(FEATURE, "feature.get", Map.of("CODE", "rest_offline_extended"));
    return client
        .send(portal, Urgency.WRITE, List.of(question))
        .thenCompose(
            outcomes -> {
              Answer feature = new Answers(outcomes).optional(FEATURE);
              return "Y".equals(feature.text("value"))
                  ? bind(portal, wakeUp)
                  : CompletableFuture.completedFuture(false);
            });
  }

  private CompletableFuture<Boolean> bind(long portal, Optional<URI> wakeUp) {
    List<Command> commands = new ArrayList<>();
    for (String event : PortalEventName.RECORDS) {
      commands.add(command(event, Map.of("event", event, "event_type", "offline")));
    }
    wakeUp.ifPresent(
        address ->
            commands.add(
                command(
                    PortalEventName.OFFLINE,
                    Map.of(
                        "event",
                        PortalEventName.OFFLINE,
                        "handler",
                        address.toString(),
                        "options",
                        Map.of("minTimeout", 5)))));
    return client
        .send(portal, Urgency.WRITE, commands)
        .thenApply(outcomes -> areBound(portal, outcomes));
  }

  /** All but the wake-up call, without which the queue is only looked at less often. */
  private static boolean areBound(long portal, Map<String, Outcome> outcomes) {
    Answers answers = new Answers(outcomes);
    boolean bound = true;
    for (String event : PortalEventName.RECORDS) {
      if (answers.outcome(name(event)) instanceof Outcome.Refused refused
          && !EventBinding.isBound(refused.failure())) {
        if (refused.failure().category().isPassing()) {
          throw refused.failure();
        }
        LOG.info(
            "Portal {} does not keep {} for us ({}).", portal, event, refused.failure().code());
        bound = false;
      }
    }
    return bound;
  }

  /**
   * Gives back the package before, which is done with, and takes the next one, in one request.
   *
   * @param done its process
   * @return fails with a {@link simtrix.failure.CrmFailure}; then nobody may know whether the
   *     portal has set a package aside
   */
  public CompletableFuture<EventPackage> next(long portal, Optional<String> done) {
    List<Command> commands = new ArrayList<>();
    done.ifPresent(process -> commands.add(clear(process)));
    commands.add(get(Map.of("clear", 0, "limit", PACKAGE)));
    return client
        .send(portal, Urgency.WRITE, commands)
        .thenApply(
            outcomes -> {
              Answers answers = new Answers(outcomes);
              done.ifPresent(process -> answers.optional(CLEAR));
              return read(portal, answers.required(GET));
            });
  }

  /**
   * Reads a package that was set aside before once more.
   *
   * @return fails with a {@link simtrix.failure.CrmFailure}
   */
  public CompletableFuture<EventPackage> again(long portal, String process) {
    return client
        .send(
            portal,
            Urgency.WRITE,
            List.of(get(Map.of("clear", 0, "limit", PACKAGE, "process_id", process))))
        .thenApply(outcomes -> read(portal, new Answers(outcomes).required(GET)));
  }

  /**
   * Gives a package back.
   *
   * @return fails with a {@link simtrix.failure.CrmFailure}
   */
  public CompletableFuture<Void> clear(long portal, String process) {
    return client
        .send(portal, Urgency.WRITE, List.of(clear(process)))
        .thenAccept(outcomes -> new Answers(outcomes).optional(CLEAR));
  }

  private static Command get(Map<String, Object> params) {
    return new Command(GET, "event.offline.get", params);
  }

  private static Command clear(String process) {
    return new Command(CLEAR, "event.offline.clear", Map.of("process_id", process));
  }

  private static Command command(String event, Map<String, Object> params) {
    return new Command(name(event), "event.bind", params);
  }

  private static String name(String event) {
    return event.toLowerCase(Locale.ROOT);
  }

  private static EventPackage read(long portal, Answer answer) {
    List<JsonNode> rows = new ArrayList<>();
    answer.node().path("events").forEach(rows::add);
    List<CrmChange> changes =
        rows.stream().flatMap(row -> change(portal, row).stream()).distinct().toList();
    Optional<String> process =
        rows.isEmpty()
            ? Optional.empty()
            : Optional.of(answer.text("process_id")).filter(text -> !text.isEmpty());
    return new EventPackage(process, changes, rows.size() >= PACKAGE);
  }

  /** An event about something else is nothing; one of ours without an id may be any record. */
  private static Optional<CrmChange> change(long portal, JsonNode row) {
    String event = row.path("EVENT_NAME").asText("");
    if (event.isEmpty()) {
      return Optional.of(CrmChange.unknown(portal));
    }
    PortalEventName name = new PortalEventName(event);
    return name.change(portal, 0)
        .map(
            known ->
                EventData.recordId(row.path("EVENT_DATA"))
                    .flatMap(id -> name.change(portal, id))
                    .map(OfflineQueue::withWhatWasBefore)
                    .orElseGet(() -> CrmChange.unknown(portal)));
  }

  /** Only the last change of an object is kept: behind an update the object may be a new one. */
  private static CrmChange withWhatWasBefore(CrmChange last) {
    boolean mayBeNew =
        last.change() == CrmChange.Change.UPDATE
            && (last.kind() == CrmChange.Kind.CONTACT || last.kind() == CrmChange.Kind.COMPANY);
    return mayBeNew
        ? new CrmChange(last.portal(), last.kind(), CrmChange.Change.ADD, last.id())
        : last;
  }
}
