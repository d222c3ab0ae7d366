package simtrix.bitrix24;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.FoundCaller.Search;

/**
 * Finds the CRM record that a number belongs to: one batch for the usual case of one record, a
 * second one where several records carry the number (DESIGN 6). The portal names candidates
 * (REFERENCE 6.2); they are believed only when their own numbers agree.
 */
@Component
public class CallerSearch {

  /** Five commands for each in one batch of at most 50 (REFERENCE 4). */
  private static final int MOST_CANDIDATES = 10;

  private final PortalClient client;
  private final StageNames stages;

  CallerSearch(PortalClient client, StageNames stages) {
    this.client = client;
    this.stages = stages;
  }

  /**
   * @param spellings at most 20 spellings of the number
   * @param digitForms the digits of those spellings
   * @return what was found; fails with a {@link simtrix.failure.CrmFailure}
   */
  public CompletableFuture<Search> find(
      long portal, List<String> spellings, Set<String> digitForms, Urgency urgency) {
    List<Command> batch = new ArrayList<>();
    for (EntityType type : EntityType.values()) {
      batch.add(candidates(type, spellings));
      batch.addAll(CandidateCommands.of(type, first(type), firstId(type)));
    }
    batch.addAll(stages.missing(portal));
    return client
        .send(portal, urgency, batch)
        .thenCompose(
            outcomes -> {
              stages.learn(portal, outcomes);
              return choose(portal, new Answers(outcomes), digitForms, urgency);
            });
  }

  private CompletableFuture<Search> choose(
      long portal, Answers answers, Set<String> digitForms, Urgency urgency) {
    Map<EntityType, List<Long>> ids = new LinkedHashMap<>();
    for (EntityType type : EntityType.values()) {
      ids.put(type, answers.required(name(type)).ids(type));
    }
    int matches = ids.values().stream().mapToInt(List::size).sum();
    List<Candidate> strangers = new ArrayList<>();
    for (EntityType type : EntityType.values()) {
      List<Long> ofType = ids.get(type);
      if (ofType.size() > 1) {
        return compare(portal, type, ofType, urgency)
            .thenCompose(
                all -> decide(portal, all, matches - strangers.size(), digitForms, urgency));
      }
      List<Candidate> only =
          ofType.stream()
              .flatMap(id -> Candidate.read(type, id, first(type), answers).stream())
              .toList();
      if (only.stream().anyMatch(candidate -> candidate.carries(digitForms))) {
        return decide(portal, only, matches - strangers.size(), digitForms, urgency);
      }
      strangers.addAll(only);
    }
    return CompletableFuture.completedFuture(new Search(0, Optional.empty()));
  }

  private CompletableFuture<List<Candidate>> compare(
      long portal, EntityType type, List<Long> ids, Urgency urgency) {
    List<Long> some = ids.stream().limit(MOST_CANDIDATES).toList();
    List<Command> batch =
        some.stream()
            .flatMap(id -> CandidateCommands.of(type, CandidateCommands.key(type, id), id).stream())
            .toList();
    return client
        .send(portal, urgency, batch)
        .thenApply(
            outcomes ->
                some.stream()
                    .map(
                        id ->
                            Candidate.read(
                                type, id, CandidateCommands.key(type, id), new Answers(outcomes)))
                    .flatMap(Optional::stream)
                    .sorted(
                        Comparator.comparing(Candidate::hasOpenDeal)
                            .thenComparing(Candidate::changed)
                            .reversed())
                    .toList());
  }

  private CompletableFuture<Search> decide(
      long portal,
      List<Candidate> candidates,
      int matches,
      Set<String> digitForms,
      Urgency urgency) {
    Optional<Candidate> chosen =
        candidates.stream().filter(candidate -> candidate.carries(digitForms)).findFirst();
    int believed =
        matches
            - (int) candidates.stream().filter(candidate -> !candidate.carries(digitForms)).count();
    return chosen
        .map(
            candidate ->
                stages
                    .learnFor(portal, candidate.stageGroups(), urgency)
                    .thenApply(
                        done ->
                            new Search(
                                believed,
                                Optional.of(
                                    candidate.asCaller(
                                        (group, id) -> stages.name(portal, group, id))))))
        .orElseGet(() -> CompletableFuture.completedFuture(new Search(0, Optional.empty())));
  }

  private static Command candidates(EntityType type, List<String> spellings) {
    return new Command(
        name(type),
        "crm.duplicate.findbycomm",
        Map.of("type", "PHONE", "entity_type", type.name(), "values", spellings));
  }

  private static String name(EntityType type) {
    return "found" + type.name();
  }

  private static String firstId(EntityType type) {
    return "$result[" + name(type) + "][" + type.name() + "][0]";
  }

  private static String first(EntityType type) {
    return "first" + type.name();
  }
}
