package simtrix.bitrix24.client;

import java.util.Map;
import simtrix.bitrix24.Outcome;
import simtrix.failure.CrmFailure;

/** What became of one chain in one request. */
sealed interface Landing {
  Chain chain();

  /** Every command has its own outcome. */
  record Answered(Chain chain, Map<String, Outcome> outcomes) implements Landing {}

  /** The request did nothing for it that is known. */
  record Failed(Chain chain, CrmFailure failure) implements Landing {}

  /** The portal has not looked at it; it may go once more. */
  record Again(Chain chain) implements Landing {}
}
