package simtrix.mending;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which letters a person means: some by their ids, or all dead ones that fit a filter.
 *
 * @param filter as the parameters of the list: portal, category, group, q, from, to
 */
public record LetterChoice(Optional<List<Long>> ids, Optional<Map<String, Object>> filter) {}
