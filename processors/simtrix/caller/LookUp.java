package simtrix.caller;

import java.time.Instant;
import simtrix.bitrix24.FoundCaller.Search;

/**
 * What a portal said about a number.
 *
 * @param key the question, see {@link CallerQuestion#key()}
 * @param at when it was said
 */
public record LookUp(String key, CallerNumber number, Search found, Instant at) {}
