package simtrix.sandbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A recording that the portal keeps on a call: not its bytes, but enough to tell whether they are
 * the right ones.
 */
public record StoredFile(int id, String callId, String name, long size, String sha256) {

  static StoredFile of(int id, String callId, String name, byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new StoredFile(id, callId, name, content.length, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
