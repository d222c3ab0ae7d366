package simtrix.caller;

import java.util.Optional;
import simtrix.bitrix24.CrmChange;

/**
 * What makes cached callers worthless, as nodes tell each other: a change in a CRM, or a number of
 * which something was written here, or that has to be forgotten.
 *
 * @param node who tells it
 * @param change what a portal told
 * @param doubtful whether the change may be the echo of something this server wrote itself
 * @param portal of the number; empty: every portal
 * @param number in E.164
 */
public record CallerNews(
    String node,
    Optional<CrmChange> change,
    boolean doubtful,
    Optional<Long> portal,
    Optional<String> number) {}
