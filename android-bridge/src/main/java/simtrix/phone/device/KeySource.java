package simtrix.phone.device;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;

/** Where the key that seals all others comes from. */
public interface KeySource {

  /**
   * The key, made at the first call.
   *
   * @throws GeneralSecurityException the key store does not give it
   */
  SecretKey key() throws GeneralSecurityException;

  /** Throws the key away, so that the next call makes a new one; what it sealed is lost. */
  void renew() throws GeneralSecurityException;
}
