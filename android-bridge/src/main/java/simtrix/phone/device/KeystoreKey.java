package simtrix.phone.device;

import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * AES-256 in the Android Keystore: the key never leaves it. It needs no unlocked screen, because a
 * locked phone rings too.
 */
public final class KeystoreKey implements KeySource {

  private static final String STORE = "AndroidKeyStore";
  private static final String ALIAS = "simtrix";

  @Override
  public SecretKey key() throws GeneralSecurityException {
    if (store().getKey(ALIAS, null) instanceof SecretKey known) {
      return known;
    }
    KeyGenerator generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE);
    generator.init(
        new KeyGenParameterSpec.Builder(
                ALIAS, KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .setKeySize(256)
            .build());
    return generator.generateKey();
  }

  @Override
  public void renew() throws GeneralSecurityException {
    store().deleteEntry(ALIAS);
  }

  private static KeyStore store() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(STORE);
      store.load(null);
      return store;
    } catch (IOException e) {
      throw new KeyStoreException("the key store cannot be read", e);
    }
  }
}
