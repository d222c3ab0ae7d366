package simtrix.mending;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person wants retried: letters by their ids, or all that fit a filter.
 *
 * @param filter as the parameters of the list: portal, category, group, q, from, to
 * @param ratePerSecond retries a second
 */
public record NewJob(
    Optional<List<Long>> ids,
    Optional<Map<String, Object>> filter,
    Optional<BigDecimal> ratePerSecond) {}
