package simtrix.embedded;

import ch.vorburger.exec.ManagedProcessException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import simtrix.settings.SecretFile;
import simtrix.settings.StartRefusedException;

/**
 * A real MariaDB under {@code simtrix.data}, for a server that was given no other: on the loopback
 * interface, on a free port, with a random password, and with every commit on the disk before it is
 * answered (DESIGN 8). Its folder holds {@code data} (the tables), {@code password} and {@code
 * tmp}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String SCHEMA = "simtrix";

  private final MariaDbServer server;
  private final String password;
  private final Comeback comeback;
  private volatile boolean closing;

  private EmbeddedDatabase(MariaDbServer server, String password, Path data, Path accounts) {
    this.server = server;
    this.password = password;
    this.comeback = new Comeback("The embedded database", () -> runAgain(data, accounts));
  }

  /**
   * Starts the database on a folder, new or used, and waits until it takes connections. A {@code
   * mariadbd} that a killed server left on the folder is ended first.
   *
   * @param dataFolder the server's data folder, held by the caller
   * @param binaries where MariaDB is unpacked; servers may share it
   * @throws StartRefusedException if it does not start; the sentence says why
   */
  static EmbeddedDatabase start(DataFolder dataFolder, Path binaries) {
    Path folder = dataFolder.path().resolve("mariadb");
    try {
      Path unpacked = MariaDbBinaries.unpacked(binaries);
      Path data = installed(unpacked, folder);
      SecretFile kept = new SecretFile(folder.resolve("password"));
      String password = kept.readOrMake(EmbeddedDatabase::randomPassword);
      Path accounts = folder.resolve("accounts.sql");
      MariaDbServer server = MariaDbServer.of(unpacked, data, freePort(), arguments(accounts));
      EmbeddedDatabase database = new EmbeddedDatabase(server, password, data, accounts);
      database.run(data, accounts);
      return database;
    } catch (IOException | ManagedProcessException e) {
      throw new StartRefusedException(
          "The embedded database in %s does not start: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Where applications find it, without user and password. */
  public String url() {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(server.getConfiguration().getPort(), SCHEMA);
  }

  /** The account that owns the schema. */
  public String username() {
    return SCHEMA;
  }

  /** The account's password. */
  public String password() {
    return password;
  }

  /** Stops the database and waits until its data is on the disk. */
  @Override
  public void close() throws ManagedProcessException {
    closing = true;
    comeback.close();
    synchronized (this) {
      server.stop();
    }
  }

  private void run(Path data, Path accounts) throws IOException, ManagedProcessException {
    new SecretFile(accounts).write(accounts(password));
    server.start();
    Files.delete(accounts);
    List<ProcessHandle> running = LeftOverServer.on(data).toList();
    if (running.isEmpty()) {
      throw new IOException("it ended as soon as it ran");
    }
    for (ProcessHandle process : running) {
      var unused = process.onExit().thenRun(comeback::begin);
    }
  }

  /**
   * A database that the system killed (memory) comes back on the same port, as its clients expect.
   */
  private synchronized void runAgain(Path data, Path accounts)
      throws IOException, ManagedProcessException {
    if (!closing) {
      run(data, accounts);
    }
  }

  /**
   * The data folder gets its name when it is complete: a kill half-way leaves nothing to trip over.
   */
  private static Path installed(Path binaries, Path folder)
      throws IOException, ManagedProcessException {
    Files.createDirectories(folder);
    Path data = folder.toRealPath().resolve("data");
    Path half = data.resolveSibling("data.new");
    LeftOverServer.end(data);
    LeftOverServer.end(half);
    if (!Files.isDirectory(data)) {
      FileSystemUtils.deleteRecursively(half);
      MariaDbServer.install(binaries, half);
      Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }
    return data;
  }

  private static List<String> arguments(Path accounts) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--init-file=" + accounts,
                "--pid-file=mariadbd.pid",
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // Only this machine reaches it, and making a certificate costs seconds at each
                // start.
                "--skip-ssl",
                "--local-infile=0",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--default-time-zone=+00:00",
                "--transaction-isolation=READ-COMMITTED",
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-buffer-pool-size=256M",
                "--max-connections=200"));
    if ("root".equals(System.getProperty("user.name"))) {
      arguments.add("--user=root");
    }
    return arguments;
  }

  /**
   * What the database does at each start, so that the account agrees with the kept password even if
   * that file was lost. One statement a line.
   */
  private static String accounts(String password) {
    return """
        CREATE DATABASE IF NOT EXISTS simtrix;
        CREATE OR REPLACE USER 'simtrix'@'127.0.0.1' IDENTIFIED BY '%s';
        GRANT ALL ON simtrix.* TO 'simtrix'@'127.0.0.1';
        ALTER USER 'root'@'localhost' IDENTIFIED VIA unix_socket;
        DELETE FROM mysql.global_priv WHERE User = '';
        DROP DATABASE IF EXISTS test;
        FLUSH PRIVILEGES;"""
        .formatted(password);
  }

  private static String randomPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
