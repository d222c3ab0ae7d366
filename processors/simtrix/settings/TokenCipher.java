package simtrix.settings;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts portal tokens at rest: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits in
 * front of what is kept and a tag of 128 bits at its end.
 */
@Component
public final class TokenCipher {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  public TokenCipher(SecretKey key) {
    this.key = new SecretKeySpec(key.bytes(), "AES");
  }

  /**
   * Encrypts; two calls with the same input never give the same output.
   *
   * @param plain any bytes
   * @return nonce (12 bytes), cipher text as long as the input, tag (16 bytes)
   */
  public byte[] encrypt(byte[] plain) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] kept = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, kept, NONCE_BYTES);
      return kept;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM + ".", e);
    }
  }

  /**
   * Decrypts what {@link #encrypt} gave.
   *
   * @param kept nonce, cipher text and tag
   * @return the bytes that were encrypted
   * @throws UnreadableTokenException if it was encrypted under another key or is damaged
   */
  public byte[] decrypt(byte[] kept) {
    if (kept.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new UnreadableTokenException(null);
    }
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, kept, 0, NONCE_BYTES));
      return cipher.doFinal(kept, NONCE_BYTES, kept.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new UnreadableTokenException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM + ".", e);
    }
  }

  /** What was kept cannot be decrypted with this server's key. */
  public static final class UnreadableTokenException extends RuntimeException {
    private UnreadableTokenException(Throwable cause) {
      super(
          "A token kept in the database cannot be read with this server's secret key: "
              + "set SIMTRIX_SECRET_KEY to the key under which it was kept, or install the portal again.",
          cause);
    }
  }
}
