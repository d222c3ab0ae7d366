package simtrix.mending;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.LetterFilter;
import simtrix.deadletter.LetterSearch;
import simtrix.deadletter.LetterSearch.Where;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;

/** Many letters that a person has chosen: by their ids, or all that fit a filter. */
@Component
class ChosenLetters {

  private final LetterSearch search;

  ChosenLetters(LetterSearch search) {
    this.search = search;
  }

  /**
   * Those of them that are dead.
   *
   * @param filter as the parameters of the list: portal, category, group, q, from, to
   * @throws RefusedRequest 400 without letters, or with both ways to name them
   */
  Where dead(Optional<List<Long>> ids, Optional<Map<String, Object>> filter) {
    if (ids.isPresent() == filter.isPresent()) {
      throw RefusedRequest.invalid(
          FieldError.of("ids", "refusal.job.either", FieldError.name("filter")));
    }
    if (ids.filter(List::isEmpty).isPresent()) {
      throw RefusedRequest.invalid(FieldError.of("ids", "refusal.job.no-ids"));
    }
    return ids.map(named -> new Where("id in (:ids) and state = 'DEAD'", Map.of("ids", named)))
        .orElseGet(
            () -> search.where(LetterFilter.of(filter.get()).in(DeadLetter.State.DEAD), false));
  }
}
