package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import simtrix.settings.SimtrixSettings;

@DisplayName("The program that makes MP3 files is kept within limits")
class Mp3ConverterTest {

  /** Says that it has begun, and writes a file once it is let to. */
  private static final String PATIENT =
      """
      #!/bin/sh
      echo $$ >> %1$s/begun
      while [ ! -e %1$s/go ]; do sleep 0.05; done
      for target; do :; done
      head -c 200 /dev/zero > "${target#file:}"
      """;

  @TempDir private Path folder;
  private final SimtrixSettings settings = mock(SimtrixSettings.class, RETURNS_DEEP_STUBS);

  @BeforeEach
  void open() {
    when(settings.recordings().folder()).thenReturn(folder.resolve("recordings"));
    when(settings.recordings().conversionTime()).thenReturn(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("One that takes too long is ended, says so, and leaves nothing behind")
  void tooLong() throws IOException {
    Path program = program();
    when(settings.recordings().conversionTime()).thenReturn(Duration.ofMillis(500));
    assertThatThrownBy(() -> converter().convert(program, file(), AudioFormat.AMR))
        .isInstanceOf(Mp3Converter.BrokenAudio.class)
        .hasMessage("It took longer than PT0.5S.");
    begun()
        .forEach(
            pid ->
                await()
                    .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()));
    assertThat(folder.resolve("recordings/incoming")).isEmptyDirectory();
  }

  @Test
  @DisplayName("Two at a time; the third waits for its turn")
  void inTurn() throws IOException {
    Path program = program();
    Mp3Converter converter = converter();
    List<CompletableFuture<Path>> made =
        IntStream.range(0, 3).mapToObj(i -> new CompletableFuture<Path>()).toList();
    List<Thread> threads =
        made.stream()
            .map(path -> new Thread(() -> convert(converter, program, path), "converting"))
            .toList();
    threads.get(0).start();
    threads.get(1).start();
    await().until(() -> begun().size() == 2);
    threads.get(2).start();
    await().until(() -> threads.get(2).getState() == Thread.State.WAITING);
    assertThat(begun()).hasSize(2);
    Files.createFile(folder.resolve("go"));
    made.forEach(path -> assertThat(path.join()).hasSize(200));
    assertThat(begun()).hasSize(3);
  }

  private void convert(Mp3Converter converter, Path program, CompletableFuture<Path> made) {
    try {
      made.complete(converter.convert(program, file(), AudioFormat.AMR));
    } catch (Mp3Converter.BrokenAudio | RuntimeException failed) {
      made.completeExceptionally(failed);
    }
  }

  private Mp3Converter converter() {
    return new Mp3Converter(new RecordingFiles(settings), settings);
  }

  private Path file() {
    return folder.resolve("recording.amr");
  }

  private Path program() throws IOException {
    Path program = Files.writeString(folder.resolve("program"), PATIENT.formatted(folder));
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  /** The process ids of those that have begun. */
  private List<Long> begun() {
    Path begun = folder.resolve("begun");
    try {
      return Files.exists(begun)
          ? Files.readAllLines(begun).stream().map(Long::valueOf).toList()
          : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
