package simtrix.phone.device;

import java.util.Optional;

/** Seals what must not be read by anybody who gets hold of the phone's storage. */
public interface Vault {

  /**
   * Encrypted and protected against change; {@code name} says for which place it is meant.
   *
   * @throws IllegalStateException the key store cannot be used now
   */
  byte[] seal(String name, byte[] plain);

  /**
   * The plain bytes; empty when they were sealed under a key that is lost, for another place, or
   * were changed. That is a state to live with, never a crash.
   */
  Optional<byte[]> open(String name, byte[] sealed);

  /**
   * A fixed name for a value that must not be readable itself: the same for the same value.
   *
   * @throws IllegalStateException the key store cannot be used now
   */
  String blind(String value);

  /** Begins anew with new keys: nothing that was sealed before can be opened again. */
  void renew();
}
