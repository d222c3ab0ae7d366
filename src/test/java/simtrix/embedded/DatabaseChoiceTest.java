package simtrix.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import simtrix.settings.SimtrixSettings;

/**
 * The embedded database is there exactly when no other is configured, and Boot uses either alike.
 */
class DatabaseChoiceTest {
  private static final Path BINARIES =
      Path.of(System.getProperty("simtrix.binaries", "target/binaries"));

  @TempDir Path temporary;

  @Test
  void withoutAUrlTheServerRunsItsOwnAndEndsItLast() throws Exception {
    Path data = temporary.resolve("own");
    try (ConfigurableApplicationContext server = start(data)) {
      assertThat(server.getBeansOfType(EmbeddedDatabase.class)).hasSize(1);
      assertThat(ask(server, "SELECT @@port"))
          .isEqualTo(
              server.getBean(EmbeddedDatabase.class).url().replaceAll("\\D*127.0.0.1:|/.*", ""));
      assertThat(ask(server, "SELECT DATABASE()")).isEqualTo("simtrix");
      assertThat(ask(server, "SELECT @@tx_isolation")).isEqualTo("READ-COMMITTED");
      assertThat(ask(server, "SELECT @@time_zone")).isEqualTo("+00:00");
    }
    assertThat(LeftOverServer.on(data.toRealPath().resolve("mariadb/data"))).isEmpty();
    DataFolder.hold(data).close();
  }

  @Test
  void aUrlAloneSwitchesItOff() throws Exception {
    Path data = temporary.resolve("unused");
    try (DataFolder folder = DataFolder.hold(temporary.resolve("external"));
        EmbeddedDatabase external = EmbeddedDatabase.start(folder, BINARIES);
        ConfigurableApplicationContext server =
            start(
                data,
                "spring.datasource.url=" + external.url(),
                "spring.datasource.username=" + external.username(),
                "spring.datasource.password=" + external.password())) {
      assertThat(server.getBeansOfType(EmbeddedDatabase.class)).isEmpty();
      assertThat(ask(server, "SELECT @@datadir")).contains("/external/");
      assertThat(data).doesNotExist();
    }
  }

  private static String ask(ConfigurableApplicationContext server, String sql) {
    return server.getBean(JdbcTemplate.class).queryForObject(sql, String.class);
  }

  private static ConfigurableApplicationContext start(Path data, String... properties) {
    return new SpringApplicationBuilder(Server.class)
        .web(WebApplicationType.NONE)
        .run(
            Stream.concat(Stream.of("simtrix.data=" + data), Stream.of(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new));
  }

  /** As much of the server as stands on the database. */
  @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class})
  @EnableConfigurationProperties(SimtrixSettings.class)
  @Import({DataFolderConfiguration.class, EmbeddedDatabaseConfiguration.class})
  static class Server {}
}
