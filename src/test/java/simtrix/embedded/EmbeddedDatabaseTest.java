package simtrix.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import simtrix.settings.StartRefusedException;

/** Real MariaDB, started, stopped, killed. */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDatabaseTest {
  private static final Path BINARIES =
      Path.of(System.getProperty("simtrix.binaries", "target/binaries"));

  @TempDir Path temporary;
  private Path data;

  /** Deeper than the 107 bytes that a Unix socket's path may have. */
  @BeforeEach
  void deepFolder() {
    data = temporary.resolve("a-folder-with-a-long-name-".repeat(4)).resolve("data");
  }

  @Test
  void keepsDataAndPasswordOverARestart() throws Exception {
    String password;
    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      password = database.password();
      run(database, "CREATE TABLE kept (word VARCHAR(20))");
      run(database, "INSERT INTO kept VALUES ('Grüße ☎')");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile())))
          .isEqualTo("rw-------");
      assertThat(data.resolve("mariadb/accounts.sql")).doesNotExist();
    }
    Files.writeString(
        data.resolve("mariadb/data/mariadbd.pid"), ProcessHandle.current().pid() + "");
    Files.writeString(data.resolve("mariadb/data/mariadbd.sock"), "left over");

    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      assertThat(database.password()).isEqualTo(password).isEqualTo(read(passwordFile()));
      assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("Grüße ☎");
    }
  }

  @Test
  void isDurableLocalAndInUtc() throws Exception {
    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      assertThat(ask(database, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
      assertThat(ask(database, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
      assertThat(ask(database, "SELECT @@time_zone")).isEqualTo("+00:00");
      assertThat(ask(database, "SELECT @@character_set_database")).isEqualTo("utf8mb4");
      assertThat(ask(database, "SELECT @@datadir")).startsWith(data.toRealPath().toString());

      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> DriverManager.getConnection(database.url(), "simtrix", "wrong"));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> DriverManager.getConnection(database.url(), "root", ""));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> DriverManager.getConnection(database.url(), "", ""));
    }
  }

  @Test
  void aLostPasswordFileIsMadeAnew() throws Exception {
    String password;
    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      password = database.password();
    }
    Files.delete(passwordFile());

    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      assertThat(database.password()).isNotEqualTo(password);
      assertThat(ask(database, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void isInstalledWithTemporaryTablesOfItsOwn() throws Exception {
    Path ofItsOwn = Files.createDirectories(data.resolve("tmp"));
    Path leftOver = Files.createFile(ofItsOwn.resolve("#sql-temptable-1-1-1.MAI"));

    MariaDbServer.install(MariaDbBinaries.unpacked(BINARIES), data.resolve("data"));

    assertThat(leftOver).as("MariaDB empties its folder when it begins").doesNotExist();
  }

  @Test
  void endsTheDatabaseOfAKilledServerAndKeepsItsData() throws Exception {
    ProcessHandle orphan;
    try (ServerInAnotherProcess other = ServerInAnotherProcess.start(data, BINARIES)) {
      try (Connection connection =
              DriverManager.getConnection(other.url(), "simtrix", other.password());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept (word VARCHAR(20))");
        statement.execute("INSERT INTO kept VALUES ('committed')");
      }
      orphan = onlyServer();
      other.kill();
    }
    assertThat(orphan.isAlive()).as("mariadbd outlives its Java").isTrue();

    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(ask(database, "SELECT word FROM kept")).isEqualTo("committed");
    }
  }

  @Test
  void aLivingServersFolderIsRefused() throws Exception {
    try (ServerInAnotherProcess other = ServerInAnotherProcess.start(data, BINARIES)) {
      assertThatExceptionOfType(StartRefusedException.class)
          .isThrownBy(() -> DataFolder.hold(data))
          .withMessageStartingWith("Another server is running on the data folder " + data)
          .withMessageContaining("SIMTRIX_DATA");
      DriverManager.getConnection(other.url(), "simtrix", other.password()).close();
      ProcessHandle server = onlyServer();
      other.kill();
      LeftOverServer.end(data.toRealPath().resolve("mariadb/data"));
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void comesBackOnItsPortWhenTheSystemKillsIt() throws Exception {
    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      run(database, "CREATE TABLE kept (word VARCHAR(20))");
      ProcessHandle server = onlyServer();
      server.destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                assertThat(server.isAlive()).isFalse();
                assertThat(ask(database, "SELECT COUNT(*) FROM kept")).isEqualTo("0");
              });
    }
  }

  @Test
  void comesBackHoweverOftenItHasToBeTried(CapturedOutput output) throws Exception {
    try (DataFolder folder = DataFolder.hold(data);
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, BINARIES)) {
      run(database, "CREATE TABLE kept (word VARCHAR(20))");
      ProcessHandle server = onlyServer();
      Path tables = data.resolve("mariadb/data");
      Files.move(tables, tables.resolveSibling("away"));
      server.destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> output.getOut().contains("does not start again"));
      assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ask(database, "SELECT 1"));

      Files.move(tables.resolveSibling("away"), tables);
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(
              () -> assertThat(ask(database, "SELECT COUNT(*) FROM kept")).isEqualTo("0"));
      await().until(() -> output.getOut().contains("The embedded database runs again."));
      assertThat(output.getOut().split("does not start again", -1)).hasSize(2);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> DataFolder.hold(file.resolve("data")))
        .withMessageContaining(file.toString())
        .withMessageContaining("SIMTRIX_DATA");
  }

  private Path passwordFile() {
    return data.resolve("mariadb/password");
  }

  private ProcessHandle onlyServer() throws Exception {
    assertThat(LeftOverServer.on(data.toRealPath().resolve("mariadb/data")).toList()).hasSize(1);
    return LeftOverServer.on(data.toRealPath().resolve("mariadb/data")).findFirst().orElseThrow();
  }

  private static String read(Path file) throws Exception {
    return Files.readString(file).trim();
  }

  private static void run(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.username(), database.password());
  }
}
