package simtrix.phone.testing;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.Key;
import java.security.KeyStoreSpi;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Plays the Android Keystore, which Robolectric does not have. */
public final class FakeKeystore extends Provider {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Key> KEYS = new ConcurrentHashMap<>();
  private static volatile boolean broken;
  private static volatile boolean unreadable;
  private static volatile boolean healedByDeleting;

  private FakeKeystore() {
    super("AndroidKeyStore", "1", "for tests");
    put("KeyStore.AndroidKeyStore", Store.class.getName());
    put("KeyGenerator.AES", Generator.class.getName());
  }

  /** A phone whose key store works and is empty. */
  public static void install() {
    Security.removeProvider("AndroidKeyStore");
    Security.addProvider(new FakeKeystore());
    KEYS.clear();
    broken = false;
    unreadable = false;
    healedByDeleting = false;
  }

  /** A phone that has no key store at all. */
  public static void remove() {
    Security.removeProvider("AndroidKeyStore");
  }

  /** As after a reset of the lock screen on some phones: the keys are gone. */
  public static void loseKeys() {
    KEYS.clear();
  }

  /** Answers with exceptions for a while. */
  public static void breakDown(boolean down) {
    broken = down;
  }

  /** Says of every key that nothing can be learnt of it, as Android does at any "system error". */
  public static void unreadable(boolean now) {
    unreadable = now;
  }

  /** The same for the key that is there now, until it is deleted. */
  public static void unreadableUntilDeleted() {
    unreadable = true;
    healedByDeleting = true;
  }

  /** Makes AES keys and keeps them under one name. */
  public static final class Generator extends KeyGeneratorSpi {

    @Override
    protected void engineInit(SecureRandom random) {}

    @Override
    protected void engineInit(AlgorithmParameterSpec parameters, SecureRandom random) {}

    @Override
    protected void engineInit(int size, SecureRandom random) {}

    @Override
    protected SecretKey engineGenerateKey() {
      if (broken) {
        throw new java.security.ProviderException("the key store is down");
      }
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      SecretKey made = new SecretKeySpec(key, "AES");
      KEYS.put("simtrix", made);
      return made;
    }
  }

  /** Reads and deletes keys. */
  public static final class Store extends KeyStoreSpi {

    @Override
    public Key engineGetKey(String alias, char[] password) throws UnrecoverableKeyException {
      if (unreadable) {
        throw new UnrecoverableKeyException("Failed to obtain information about key");
      }
      if (broken) {
        throw new java.security.ProviderException("the key store is down");
      }
      return KEYS.get(alias);
    }

    @Override
    public void engineDeleteEntry(String alias) {
      KEYS.remove(alias);
      unreadable = unreadable && !healedByDeleting;
    }

    @Override
    public boolean engineContainsAlias(String alias) {
      return KEYS.containsKey(alias);
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
      return KEYS.containsKey(alias);
    }

    @Override
    public Enumeration<String> engineAliases() {
      return Collections.enumeration(KEYS.keySet());
    }

    @Override
    public int engineSize() {
      return KEYS.size();
    }

    @Override
    public void engineLoad(InputStream stream, char[] password) {}

    @Override
    public void engineStore(OutputStream stream, char[] password) {}

    @Override
    public Certificate[] engineGetCertificateChain(String alias) {
      return new Certificate[0];
    }

    @Override
    public Certificate engineGetCertificate(String alias) {
      return null;
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the key store's own type
    public Date engineGetCreationDate(String alias) {
      return new Date(0);
    }

    @Override
    public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain) {
      KEYS.put(alias, key);
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {}

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) {}

    @Override
    public boolean engineIsCertificateEntry(String alias) {
      return false;
    }

    @Override
    public String engineGetCertificateAlias(Certificate certificate) {
      return null;
    }
  }
}
