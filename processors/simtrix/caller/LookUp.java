package simtrix.caller;

import java.time.Instant;
import simtrix.bitrix24.FoundCaller.Search;

/**
 * What a portal said about a number.
 *
 * @param key the question, see {@link CallerQuestion#key()}
 * @param at when it was said; {@link Instant#EPOCH} for one that is shown but no longer believed
 */
public record LookUp(String key, CallerNumber number, Search found, Instant at) {

  /** The portal that said it. */
  public long portal() {
    return Long.parseLong(key.substring(0, key.indexOf(' ')));
  }

  LookUp doubted() {
    return new LookUp(key, number, found, Instant.EPOCH);
  }
}
