package simtrix.phone.device;

import android.security.keystore.KeyPermanentlyInvalidatedException;
import android.util.Base64;
import android.util.Log;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under a data key that the {@link KeySource} keeps sealed. The key store is asked once
 * in the life of the process: it takes up to a tenth of a second, and a ringing phone has none.
 */
public final class KeyVault implements Vault {

  private static final String DATA_KEY = "data-key";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY = 32;

  private final KeySource source;
  private final Notes notes;
  private Optional<byte[]> dataKey = Optional.empty();

  public KeyVault(KeySource source, Notes notes) {
    this.source = source;
    this.notes = notes;
  }

  @Override
  public byte[] seal(String name, byte[] plain) {
    try {
      return seal(new SecretKeySpec(dataKey(), "AES"), name, plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key store of this phone cannot be used now", e);
    }
  }

  @Override
  public Optional<byte[]> open(String name, byte[] sealed) {
    try {
      return Optional.of(open(new SecretKeySpec(dataKey(), "AES"), name, sealed));
    } catch (GeneralSecurityException | RuntimeException e) {
      Log.w("simtrix", "A sealed value cannot be opened any more: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  @Override
  public String blind(String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(dataKey(), "HmacSHA256"));
      byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return Base64.encodeToString(digest, Base64.NO_WRAP);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key store of this phone cannot be used now", e);
    }
  }

  @Override
  public synchronized void renew() {
    dataKey = Optional.empty();
    notes.forget(DATA_KEY);
    try {
      source.renew();
    } catch (GeneralSecurityException | RuntimeException e) {
      Log.w("simtrix", "The key store does not forget: " + e.getClass().getSimpleName());
    }
  }

  private synchronized byte[] dataKey() throws GeneralSecurityException {
    if (dataKey.isEmpty()) {
      Optional<String> stored = notes.text(DATA_KEY);
      dataKey = stored.isPresent() ? unwrapped(stored.get()) : Optional.empty();
      if (dataKey.isEmpty()) {
        dataKey = Optional.of(newKey());
      }
    }
    return dataKey.get();
  }

  /**
   * Empty when the key that wrapped it is gone for good. A key store that only fails now is no
   * reason to throw everything away: that is an exception, and the next try may succeed. An {@link
   * java.security.UnrecoverableKeyException} is one of those, for Android has it for any error.
   */
  private Optional<byte[]> unwrapped(String stored) throws GeneralSecurityException {
    try {
      return Optional.of(open(source.key(), DATA_KEY, Base64.decode(stored, Base64.NO_WRAP)));
    } catch (AEADBadTagException | KeyPermanentlyInvalidatedException gone) {
      Log.w("simtrix", "The key of this phone is lost: " + gone.getClass().getSimpleName());
      source.renew();
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new KeyStoreException("the key store does not answer", e);
    }
  }

  private byte[] newKey() throws GeneralSecurityException {
    byte[] made = new byte[KEY];
    new SecureRandom().nextBytes(made);
    try {
      byte[] wrapped = seal(source.key(), DATA_KEY, made);
      notes.keep(DATA_KEY, Base64.encodeToString(wrapped, Base64.NO_WRAP));
      return made;
    } catch (ProviderException e) {
      throw new KeyStoreException("the key store makes no key", e);
    }
  }

  private static byte[] seal(SecretKey key, String name, byte[] plain)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    byte[] sealed = cipher.doFinal(plain);
    return ByteBuffer.allocate(NONCE + sealed.length).put(cipher.getIV()).put(sealed).array();
  }

  private static byte[] open(SecretKey key, String name, byte[] sealed)
      throws GeneralSecurityException {
    if (sealed.length <= NONCE) {
      throw new GeneralSecurityException("too short");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
  }
}
