package simtrix.phone.device;

import java.util.Optional;

/** The SIM cards of this phone, as far as Android tells. Slots are counted from 0. */
public interface Sims {

  Optional<Integer> slotOfSubscription(int subscription);

  /** By the account's id in the call log, which is a subscription or the card's own number. */
  Optional<Integer> slotOfAccount(String account);

  /** What the user calls the card; empty on a phone with one card, where it tells nothing. */
  Optional<String> name(int slot);

  /** The card's own telephone number. */
  Optional<String> number(int slot);
}
