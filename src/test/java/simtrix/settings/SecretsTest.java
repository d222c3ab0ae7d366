package simtrix.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The key, the cipher and the admin's password: given, made, kept, lost. */
class SecretsTest {
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  @TempDir Path data;

  @Test
  void aGivenKeyIsUsedAndNotKept() {
    SecretKey key = new SecretKey(settings(Map.of("SIMTRIX_SECRET_KEY", KEY)));

    assertThat(key.bytes()).isEqualTo(Base64.getDecoder().decode(KEY));
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void anAbsentKeyIsMadeOnceAndKeptForItsOwner() throws Exception {
    byte[] made = new SecretKey(settings(Map.of())).bytes();

    assertThat(made).hasSize(32);
    assertThat(new SecretKey(settings(Map.of())).bytes()).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("secret-key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aDamagedKeyFileIsNamed() throws Exception {
    Files.writeString(file("secret-key"), "half a k");

    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> new SecretKey(settings(Map.of())))
        .withMessageContaining(file("secret-key").toString())
        .withMessageContaining("SIMTRIX_SECRET_KEY");
  }

  @Test
  void whatIsEncryptedCanBeReadAgain() {
    TokenCipher cipher = cipher(KEY);
    byte[] token = "access token".getBytes(StandardCharsets.UTF_8);

    byte[] kept = cipher.encrypt(token);

    assertThat(kept).hasSize(12 + token.length + 16);
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("access");
    assertThat(cipher.decrypt(kept)).isEqualTo(token);
    assertThat(cipher.encrypt(token)).as("a fresh nonce each time").isNotEqualTo(kept);
    assertThat(cipher.decrypt(cipher.encrypt(new byte[0]))).isEmpty();
  }

  @Test
  void anotherKeyOrADamagedTokenIsSaidInASentence() {
    byte[] kept = cipher(KEY).encrypt(new byte[] {1, 2, 3});
    byte[] damaged = kept.clone();
    damaged[13] ^= 1;
    TokenCipher other = cipher(Base64.getEncoder().encodeToString(new byte[32]));

    assertThatExceptionOfType(TokenCipher.UnreadableTokenException.class)
        .isThrownBy(() -> other.decrypt(kept))
        .withMessageContaining("SIMTRIX_SECRET_KEY");
    assertThatExceptionOfType(TokenCipher.UnreadableTokenException.class)
        .isThrownBy(() -> cipher(KEY).decrypt(damaged));
    assertThatExceptionOfType(TokenCipher.UnreadableTokenException.class)
        .isThrownBy(() -> cipher(KEY).decrypt(new byte[5]));
  }

  @Test
  void anAbsentAdminPasswordIsMadeAndPrintedOnce() throws Exception {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();

    String encoded = new AdminPassword(settings(Map.of()), new PrintStream(first)).encoded();
    String again = new AdminPassword(settings(Map.of()), new PrintStream(second)).encoded();

    String printed = first.toString(StandardCharsets.UTF_8).trim();
    String password = printed.substring(printed.lastIndexOf(' ') + 1);
    assertThat(new BCryptPasswordEncoder().matches(password, encoded)).isTrue();
    assertThat(again).isEqualTo(encoded);
    assertThat(second.size()).as("nothing is printed a second time").isZero();
    assertThat(Files.readString(file("admin-password.bcrypt")))
        .doesNotContain(password)
        .isEqualToIgnoringWhitespace(encoded);
  }

  @Test
  void aGivenAdminPasswordWinsAndIsNotPrinted() {
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    SimtrixSettings settings = settings(Map.of("SIMTRIX_ADMIN_PASSWORD", "correct horse"));

    String encoded = new AdminPassword(settings, new PrintStream(console)).encoded();

    assertThat(new BCryptPasswordEncoder().matches("correct horse", encoded)).isTrue();
    assertThat(console.size()).isZero();
    assertThat(data).isEmptyDirectory();
  }

  private TokenCipher cipher(String key) {
    return new TokenCipher(new SecretKey(settings(Map.of("SIMTRIX_SECRET_KEY", key))));
  }

  private Path file(String name) {
    return data.resolve(name);
  }

  private SimtrixSettings settings(Map<String, String> variables) {
    return SimtrixSettingsTest.read(variables, data);
  }
}
