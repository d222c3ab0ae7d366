package simtrix.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import simtrix.SimtrixApplication;

/** The whole server as an operator starts it: nothing configured but the folder and the port. */
class ServerStartTest {
  @TempDir static Path temporary;
  private static ConfigurableApplicationContext server;

  @BeforeAll
  static void start() {
    server = run("--simtrix.data=" + temporary.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void isUpWithItsOwnDatabaseAndBroker() throws Exception {
    String port = server.getEnvironment().getProperty("local.server.port");
    HttpResponse<String> health =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body())
        .isEqualTo("{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}");
    assertThat(
            server.getBean(HealthContributorRegistry.class).stream().map(NamedContributor::getName))
        .containsExactlyInAnyOrder("db", "jms", "livenessState", "readinessState");
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aSecondOneOnItsFolderIsRefusedWithASentence(CapturedOutput output) {
    assertThatException().isThrownBy(() -> run("--simtrix.data=" + temporary.resolve("data")));

    assertThat(output)
        .contains("Another server is running on the data folder " + temporary.resolve("data"))
        .contains("name another folder with SIMTRIX_DATA")
        .doesNotContain("\tat ");
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aWrongSettingIsRefusedBeforeAnythingStarts(CapturedOutput output) {
    Path unused = temporary.resolve("unused");
    assertThatException()
        .isThrownBy(() -> run("--simtrix.data=" + unused, "--simtrix.card-ttl=banana"));

    assertThat(output).contains("simtrix.card-ttl", "\"banana\"").doesNotContain("\tat ");
    assertThat(unused).doesNotExist();
  }

  private static ConfigurableApplicationContext run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--server.port=0";
    return SpringApplication.run(SimtrixApplication.class, all);
  }
}
