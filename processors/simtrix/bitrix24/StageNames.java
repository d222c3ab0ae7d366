package simtrix.bitrix24;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The names of deal stages and lead statuses, remembered for an hour: they hardly ever change
 * (REFERENCE 6.5).
 */
@Component
class StageNames {

  private static final List<String> USUAL_GROUPS = List.of("DEAL_STAGE", "STATUS");

  private record Group(long portal, String id) {}

  private final PortalClient client;
  private final Cache<Group, Map<String, String>> names =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterWrite(Duration.ofHours(1)).build();

  StageNames(PortalClient client) {
    this.client = client;
  }

  /**
   * Commands that fetch the usual lists, as far as they are not known; they ride along with a
   * look-up.
   */
  List<Command> missing(long portal) {
    return commands(portal, USUAL_GROUPS.stream());
  }

  /** Takes the lists out of an answer; one that was refused is asked for again next time. */
  void learn(long portal, Map<String, Outcome> outcomes) {
    outcomes.forEach(
        (name, outcome) -> {
          if (name.startsWith("stages") && outcome instanceof Outcome.Success success) {
            names.put(new Group(portal, group(name)), read(new Answers.Answer(success.result())));
          }
        });
  }

  /** Fetches lists that are not known yet; completes at once when all are. */
  CompletableFuture<Void> learnFor(long portal, List<String> groups, Urgency urgency) {
    List<Command> missing = commands(portal, groups.stream());
    return missing.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : client.send(portal, urgency, missing).thenAccept(outcomes -> learn(portal, outcomes));
  }

  /** The stage's name; its id where the portal did not tell. */
  String name(long portal, String group, String id) {
    Map<String, String> known = names.getIfPresent(new Group(portal, group));
    return known == null ? id : known.getOrDefault(id, id);
  }

  private List<Command> commands(long portal, Stream<String> groups) {
    return groups
        .filter(group -> names.getIfPresent(new Group(portal, group)) == null)
        .map(
            group ->
                new Command(
                    "stages" + group.replace("_", "x"),
                    "crm.status.list",
                    Map.of("filter", Map.of("ENTITY_ID", group), "order", Map.of("SORT", "ASC"))))
        .toList();
  }

  private static String group(String commandName) {
    return commandName.substring("stages".length()).replace("x", "_");
  }

  private static Map<String, String> read(Answers.Answer statuses) {
    Map<String, String> byId = new HashMap<>();
    statuses.rows().forEach(status -> byId.put(status.text("STATUS_ID"), status.text("NAME")));
    return byId;
  }
}
