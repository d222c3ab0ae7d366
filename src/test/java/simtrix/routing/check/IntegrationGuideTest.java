package simtrix.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.testing.GuideChange;

@DisplayName("docs/integration-guide.md: bin/check-routes finds nothing wrong with a change")
class IntegrationGuideTest {

  @TempDir Path folder;

  static Collection<GuideChange> changes() {
    return GuideChange.all().values();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  @DisplayName("Each change alone")
  void alone(GuideChange change) throws IOException {
    GuideChange.copyHouse(folder);
    change.applyTo(folder);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    int code =
        CheckRoutes.run(
            folder.resolve("routes"), new PrintStream(output, true, StandardCharsets.UTF_8));
    assertThat(output.toString(StandardCharsets.UTF_8)).contains("nothing is wrong");
    assertThat(code).isZero();
  }
}
