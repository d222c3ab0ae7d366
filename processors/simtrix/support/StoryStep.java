package simtrix.support;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a call's story, for a page to tell in the reader's language.
 *
 * @param at empty where only the order is known
 * @param code what happened, as the contract lists it
 * @param values what belongs to it, by the names of the contract
 */
public record StoryStep(Optional<Instant> at, String code, Map<String, Object> values) {}
