package simtrix.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import simtrix.SimtrixApplication;
import simtrix.settings.StartRefusedException;

@DisplayName("A server whose rules are broken")
@ExtendWith(OutputCaptureExtension.class)
class ScenarioStartTest {

  @Test
  @DisplayName("Does not start, says why in a sentence, and touches nothing")
  void refuses(@TempDir Path folder, CapturedOutput output) throws IOException {
    Path file = folder.resolve("scenarios.yaml");
    Files.writeString(
        file,
        Files.readString(Path.of("config", "scenarios.yaml")).replace("log: false", "log: no"));
    Path data = folder.resolve("data");
    assertThatThrownBy(
            () ->
                SpringApplication.run(
                    SimtrixApplication.class,
                    "--simtrix.scenarios=" + file,
                    "--simtrix.data=" + data,
                    "--server.port=0"))
        .isInstanceOf(StartRefusedException.class);
    assertThat(output)
        .contains(file + ", line 41, column 12: default.answered.unknown.log is \"no\". It must")
        .doesNotContain("\tat ");
    assertThat(data).doesNotExist();
  }
}
