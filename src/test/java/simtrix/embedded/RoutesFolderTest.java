package simtrix.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

/** Where the routes come from (DESIGN 2). */
class RoutesFolderTest {
  private static final String PATTERN = "camel.main.routes-include-pattern";
  @TempDir Path folder;

  @Test
  void aFolderBesideTheServerIsUsed() {
    MockEnvironment environment = environment(folder);

    assertThat(environment.getProperty(PATTERN)).isEqualTo("file:" + folder + "/*.camel.yaml");
  }

  @Test
  void otherwiseTheCopyInTheJarIsUsed() {
    MockEnvironment environment = environment(folder.resolve("missing"));

    assertThat(environment.getProperty(PATTERN)).isEqualTo("classpath:routes/*.camel.yaml");
  }

  @Test
  void whatAnOperatorConfiguresWins() {
    MockEnvironment environment =
        new MockEnvironment().withProperty(PATTERN, "file:elsewhere/*.yaml");
    new RoutesFolder(folder).postProcessEnvironment(environment, new SpringApplication());

    assertThat(environment.getProperty(PATTERN)).isEqualTo("file:elsewhere/*.yaml");
  }

  private static MockEnvironment environment(Path folder) {
    MockEnvironment environment = new MockEnvironment();
    new RoutesFolder(folder).postProcessEnvironment(environment, new SpringApplication());
    return environment;
  }
}
