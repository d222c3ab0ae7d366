package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import simtrix.settings.SimtrixSettings;

@DisplayName("The ffmpeg that the jar brings along")
class FfmpegTest {

  @TempDir private Path data;

  @Test
  @DisplayName("It is unpacked where nobody else can put one, over what an older jar left")
  void isUnpackedIntoTheDataFolder() throws Exception {
    Files.writeString(data.resolve("ffmpeg"), "of an older jar");
    SimtrixSettings settings = mock(SimtrixSettings.class, RETURNS_DEEP_STUBS);
    when(settings.recordings().ffmpeg()).thenReturn(Optional.empty());
    when(settings.data()).thenReturn(data);

    Path program = new Ffmpeg(settings).inside().orElseThrow();

    assertThat(program).isEqualTo(data.resolve("ffmpeg").toAbsolutePath()).isExecutable();
    assertThat(new ProcessBuilder(program.toString(), "-version").start().waitFor()).isZero();
    assertThat(data).isDirectoryNotContaining("glob:**.new");
  }
}
