package simtrix.bitrix24;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.FoundCaller.Search;

/**
 * Finds the CRM record that a number belongs to. A ringing phone gets the usual case of one record
 * in one batch, and a second batch where several records carry the number (DESIGN 6); a write has
 * time, and asks with as few commands as it takes. The portal names candidates (REFERENCE 6.2);
 * they are believed only when their own numbers agree.
 */
@Component
public class CallerSearch {

  /** Five commands for each in one batch of at most 50 (REFERENCE 4). */
  private static final int MOST_CANDIDATES = 10;

  /**
   * With so many of one type the portal leaves others out, unless asked for each (REFERENCE 6.2).
   */
  private static final int HITS_THAT_HIDE_OTHERS = 20;

  private static final String ALL_TYPES = "found";

  /** What the portal named, and what it has told of the first one of each type. */
  private record Named(Map<EntityType, List<Long>> ids, Optional<Answers> firsts) {

    int matches() {
      return ids.values().stream().mapToInt(List::size).sum();
    }
  }

  /** Who wants to know what. */
  private record Asked(
      long portal, List<String> spellings, Set<String> digitForms, Urgency urgency) {}

  private final PortalClient client;
  private final StageNames stages;

  CallerSearch(PortalClient client, StageNames stages) {
    this.client = client;
    this.stages = stages;
  }

  /**
   * @param spellings at most 20 spellings of the number
   * @param digitForms the digits of those spellings
   * @param matching all types, the preferred one first
   * @return what was found; fails with a {@link simtrix.failure.CrmFailure}
   */
  public CompletableFuture<Search> find(
      long portal,
      List<String> spellings,
      Set<String> digitForms,
      List<EntityType> matching,
      Urgency urgency) {
    Asked asked = new Asked(portal, spellings, digitForms, urgency);
    CompletableFuture<Named> named =
        switch (urgency) {
          case LOOK_UP -> inOneGo(asked);
          case WRITE, FILE -> sparingly(asked);
        };
    return named.thenCompose(found -> choose(asked, found, matching, found.matches()));
  }

  private CompletableFuture<Named> inOneGo(Asked asked) {
    List<Command> batch = new ArrayList<>();
    for (EntityType type : EntityType.values()) {
      batch.add(candidates(asked, type));
      batch.addAll(CandidateCommands.of(type, first(type), firstId(type)));
    }
    batch.addAll(stages.missing(asked.portal()));
    return client
        .send(asked.portal(), asked.urgency(), batch)
        .thenApply(
            outcomes -> {
              stages.learn(asked.portal(), outcomes);
              Answers answers = new Answers(outcomes);
              return new Named(idsOfEach(answers), Optional.of(answers));
            });
  }

  private CompletableFuture<Named> sparingly(Asked asked) {
    Command all = command(ALL_TYPES, asked, Map.of());
    return client
        .send(asked.portal(), asked.urgency(), List.of(all))
        .thenCompose(
            outcomes -> {
              Answers.Answer answer = new Answers(outcomes).required(ALL_TYPES);
              Map<EntityType, List<Long>> ids = ids(answer::ids);
              return ids.values().stream().allMatch(some -> some.size() < HITS_THAT_HIDE_OTHERS)
                  ? CompletableFuture.completedFuture(new Named(ids, Optional.empty()))
                  : typeByType(asked);
            });
  }

  private CompletableFuture<Named> typeByType(Asked asked) {
    List<Command> batch =
        Arrays.stream(EntityType.values()).map(type -> candidates(asked, type)).toList();
    return client
        .send(asked.portal(), asked.urgency(), batch)
        .thenApply(outcomes -> new Named(idsOfEach(new Answers(outcomes)), Optional.empty()));
  }

  /**
   * The best candidate of the first type that has one.
   *
   * @param matches records that may still carry the number
   */
  private CompletableFuture<Search> choose(
      Asked asked, Named named, List<EntityType> types, int matches) {
    if (types.isEmpty()) {
      return CompletableFuture.completedFuture(new Search(0, Optional.empty()));
    }
    return candidates(asked, named, types.get(0))
        .thenCompose(
            all -> {
              List<Candidate> carriers =
                  all.stream().filter(one -> one.carries(asked.digitForms())).toList();
              int left = matches - (all.size() - carriers.size());
              return carriers.isEmpty()
                  ? choose(asked, named, types.subList(1, types.size()), left)
                  : named(asked, carriers.get(0), left);
            });
  }

  private CompletableFuture<List<Candidate>> candidates(Asked asked, Named named, EntityType type) {
    List<Long> ids = named.ids().get(type);
    if (ids.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return named
        .firsts()
        .filter(firsts -> ids.size() == 1)
        .map(firsts -> Candidate.read(type, ids.get(0), first(type), firsts).stream().toList())
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> compare(asked, type, ids));
  }

  private CompletableFuture<List<Candidate>> compare(Asked asked, EntityType type, List<Long> ids) {
    List<Long> some = ids.stream().limit(MOST_CANDIDATES).toList();
    List<Command> batch =
        some.stream()
            .flatMap(id -> CandidateCommands.of(type, CandidateCommands.key(type, id), id).stream())
            .toList();
    return client
        .send(asked.portal(), asked.urgency(), batch)
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

  private CompletableFuture<Search> named(Asked asked, Candidate candidate, int matches) {
    return stages
        .learnFor(asked.portal(), candidate.stageGroups(), asked.urgency())
        .thenApply(
            done ->
                new Search(
                    matches,
                    Optional.of(
                        candidate.asCaller(
                            (group, id) -> stages.name(asked.portal(), group, id)))));
  }

  private static Map<EntityType, List<Long>> idsOfEach(Answers answers) {
    return ids(type -> answers.required(name(type)).ids(type));
  }

  private static Map<EntityType, List<Long>> ids(Function<EntityType, List<Long>> ofType) {
    Map<EntityType, List<Long>> ids = new EnumMap<>(EntityType.class);
    for (EntityType type : EntityType.values()) {
      ids.put(type, ofType.apply(type));
    }
    return ids;
  }

  private static Command candidates(Asked asked, EntityType type) {
    return command(name(type), asked, Map.of("entity_type", type.name()));
  }

  private static Command command(String name, Asked asked, Map<String, Object> narrowed) {
    Map<String, Object> search = new LinkedHashMap<>(narrowed);
    search.put("type", "PHONE");
    search.put("values", asked.spellings());
    return new Command(name, "crm.duplicate.findbycomm", search);
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
