import com.android.apksig.ApkSigner;
import com.android.apksig.ApkVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The last step of the build: joins code and resources, aligns, signs, and does not believe itself
 * before it has checked the result. Run from its source by the pom, with apksig on the class path.
 *
 * <p>Arguments: the folder {@code target}, and aapt2. The key comes from {@code
 * -Dsimtrix.keystore}, {@code -Dsimtrix.keystore.alias} and the environment variable {@code
 * SIMTRIX_KEYSTORE_PASSWORD} (so that it is in no list of processes); with it the app is a release.
 * Without it a throw-away key is made and the app is a debug build.
 */
public final class Packager {

  private static final int MIN_SDK = 26;
  private static final int ALIGNMENT = 4;

  private final Path target;
  private final String aapt2;
  private final Optional<Path> keystore;

  private Packager(Path target, String aapt2) {
    this.target = target;
    this.aapt2 = aapt2;
    this.keystore =
        Optional.of(System.getProperty("simtrix.keystore", ""))
            .filter(path -> !path.isBlank() && !path.startsWith("${"))
            .map(Path::of);
  }

  public static void main(String[] arguments) throws Exception {
    new Packager(Path.of(arguments[0]), arguments[1]).run();
  }

  private void run() throws Exception {
    boolean release = keystore.isPresent();
    Path unsigned = target.resolve("unsigned.apk");
    Path apk = target.resolve("simtrix.apk");
    join(target.resolve(release ? "resources-release.apk" : "resources.apk"), unsigned);
    ApkSigner.SignerConfig key = keystore.isPresent() ? ownKey() : throwAwayKey();
    sign(key, unsigned, apk);
    X509Certificate signer = verifySignatures(apk);
    demand(signer.equals(key.getCertificates().get(0)), apk + " is signed with another key.");
    verifyAlignment(apk);
    verifyBadging(apk, release);
    String digest = sha256(Files.readAllBytes(apk));
    Files.writeString(target.resolve("simtrix.apk.sha256"), digest + "  simtrix.apk\n");
    System.out.printf(
        "%s: %,d bytes, %s, SHA-256 %s%nIts key: %s, SHA-256 %s%n",
        apk,
        Files.size(apk),
        release ? "release" : "debug, throw-away key",
        digest,
        signer.getSubjectX500Principal(),
        sha256(signer.getEncoded()));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** Resources as aapt2 left them (the table stored, not deflated), and the code. */
  private void join(Path resources, Path unsigned) throws IOException {
    try (ZipFile zip = new ZipFile(resources.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(unsigned))) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        try (InputStream in = zip.getInputStream(entry)) {
          put(out, entry.getName(), in.readAllBytes(), stored(entry));
        }
      }
      try (ZipFile dex = new ZipFile(target.resolve("dex.zip").toFile())) {
        for (ZipEntry entry : Collections.list(dex.entries())) {
          try (InputStream in = dex.getInputStream(entry)) {
            put(out, entry.getName(), in.readAllBytes(), false);
          }
        }
      }
    }
  }

  private static boolean stored(ZipEntry entry) {
    return entry.getMethod() == ZipEntry.STORED || entry.getName().equals("resources.arsc");
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes, boolean stored)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(315_532_800_000L + 86_400_000L);
    if (stored) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  /** apksig aligns what is stored while it copies. */
  private static void sign(ApkSigner.SignerConfig signer, Path unsigned, Path apk)
      throws Exception {
    new ApkSigner.Builder(List.of(signer))
        .setInputApk(unsigned.toFile())
        .setOutputApk(apk.toFile())
        .setMinSdkVersion(MIN_SDK)
        .setV1SigningEnabled(false)
        .setV2SigningEnabled(true)
        .setV3SigningEnabled(true)
        .build()
        .sign();
  }

  private ApkSigner.SignerConfig ownKey() throws Exception {
    String password = System.getenv("SIMTRIX_KEYSTORE_PASSWORD");
    if (password == null) {
      throw new IllegalArgumentException(
          "The key store " + keystore.get() + " needs SIMTRIX_KEYSTORE_PASSWORD: set it.");
    }
    String alias = System.getProperty("simtrix.keystore.alias", "");
    return key(
        keystore.get(), password, alias.isBlank() || alias.startsWith("${") ? "simtrix" : alias);
  }

  private ApkSigner.SignerConfig throwAwayKey() throws Exception {
    Path store = target.resolve("throw-away.p12");
    if (!Files.exists(store)) {
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      run(
          keytool,
          "-genkeypair",
          "-keystore",
          store.toString(),
          "-storetype",
          "PKCS12",
          "-storepass",
          "throw-away",
          "-alias",
          "simtrix",
          "-keyalg",
          "RSA",
          "-keysize",
          "2048",
          "-validity",
          "3650",
          "-dname",
          "CN=SIMtrix debug build");
    }
    return key(store, "throw-away", "simtrix");
  }

  private static ApkSigner.SignerConfig key(Path path, String password, String alias)
      throws Exception {
    KeyStore store = KeyStore.getInstance(path.toFile(), password.toCharArray());
    if (!(store.getKey(alias, password.toCharArray()) instanceof PrivateKey key)) {
      throw new IllegalArgumentException(
          path + " holds no key named " + alias + ": name it with -Dsimtrix.keystore.alias.");
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (var certificate : store.getCertificateChain(alias)) {
      chain.add((X509Certificate) certificate);
    }
    return new ApkSigner.SignerConfig.Builder("SIMTRIX", key, chain).build();
  }

  private static X509Certificate verifySignatures(Path apk) throws Exception {
    ApkVerifier.Result result =
        new ApkVerifier.Builder(apk.toFile())
            .setMinCheckedPlatformVersion(MIN_SDK)
            .build()
            .verify();
    demand(
        result.isVerified() && result.isVerifiedUsingV2Scheme() && result.isVerifiedUsingV3Scheme(),
        "The signatures of " + apk + " do not hold: " + result.getErrors());
    return result.getSignerCertificates().get(0);
  }

  /** What zipalign -c 4 checks: stored files begin at a multiple of four (by the directory). */
  private static void verifyAlignment(Path apk) throws IOException {
    ByteBuffer zip = ByteBuffer.wrap(Files.readAllBytes(apk)).order(ByteOrder.LITTLE_ENDIAN);
    int end = zip.limit() - 22;
    while (zip.getInt(end) != 0x06054b50) {
      end--;
    }
    boolean tableSeen = false;
    int entry = zip.getInt(end + 16);
    for (int i = 0; i < zip.getShort(end + 10); i++) {
      int nameLength = zip.getShort(entry + 28);
      String name = new String(zip.array(), entry + 46, nameLength, StandardCharsets.UTF_8);
      boolean stored = zip.getShort(entry + 10) == 0;
      int header = zip.getInt(entry + 42);
      int begin = header + 30 + zip.getShort(header + 26) + zip.getShort(header + 28);
      boolean table = name.equals("resources.arsc");
      tableSeen |= table;
      demand(!table || stored, "resources.arsc is compressed: Android 11 refuses it.");
      demand(!stored || begin % ALIGNMENT == 0, name + " is not aligned.");
      entry += 46 + nameLength + zip.getShort(entry + 30) + zip.getShort(entry + 32);
    }
    demand(tableSeen, apk + " has no resources.arsc.");
  }

  private void verifyBadging(Path apk, boolean release) throws Exception {
    String badging = run(aapt2, "dump", "badging", apk.toString());
    Files.writeString(target.resolve("badging.txt"), badging);
    for (String line :
        List.of(
            "package: name='simtrix.phone'",
            "targetSdkVersion:'35'",
            "uses-permission: name='android.permission.READ_CALL_LOG'")) {
      demand(badging.contains(line), "aapt2 does not find in " + apk + ": " + line);
    }
    demand(badging.contains("dkVersion:'" + MIN_SDK + "'"), "The oldest Android is not " + MIN_SDK);
    demand(
        badging.contains("application-debuggable") != release,
        "A release must not be debuggable, and a debug build has to be.");
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream nothing = process.getOutputStream();
        InputStream in = process.getInputStream()) {
      nothing.close();
      String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      demand(process.waitFor() == 0, command[0] + " failed: " + said);
      return said;
    }
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
