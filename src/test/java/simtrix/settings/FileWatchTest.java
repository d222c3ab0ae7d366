package simtrix.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Looking for files that have changed")
class FileWatchTest {

  @TempDir private Path folder;
  private final AtomicInteger told = new AtomicInteger();
  private FileWatch watch;

  @BeforeEach
  void firstLook() {
    watch = new FileWatch("looks", folder, ".yaml", told::incrementAndGet);
    watch.look();
  }

  @Test
  @DisplayName("A file that is being written is left alone until it is whole, and then told once")
  void halfWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("rules.yaml"));
    for (int part = 0; part < 40; part++) {
      Files.writeString(file, "a part\n", StandardOpenOption.APPEND);
      watch.look();
      assertThat(told).as("after part %d", part).hasValue(0);
    }

    watch.look();
    assertThat(told).hasValue(1);
    watch.look();
    assertThat(told).hasValue(1);
  }

  @Test
  @DisplayName("Files with other names are no matter")
  void others() throws IOException {
    Files.writeString(folder.resolve("rules.txt"), "text");

    watch.look();
    watch.look();

    assertThat(told).hasValue(0);
  }
}
