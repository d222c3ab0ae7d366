package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import simtrix.edge.RefusedRequest;
import simtrix.edge.StreamedBody;
import simtrix.settings.SimtrixSettings;

@DisplayName("What uploads leave of the disk to the journal and the broker")
class UploadsTest {

  private static final int BYTES = 400_000;
  private static final long FREE = 1_000_000;

  @TempDir private Path folder;
  private final RecordingFiles files = mock(RecordingFiles.class);
  private Uploads uploads;

  @BeforeEach
  void open() throws IOException {
    SimtrixSettings settings = mock(SimtrixSettings.class, RETURNS_DEEP_STUBS);
    when(settings.recordings().uploadsAtOnce()).thenReturn(1);
    when(settings.recordings().diskQuota()).thenReturn(DataSize.ofGigabytes(1));
    when(settings.recordings().freeSpace()).thenReturn(DataSize.ofBytes(FREE));
    Path part = folder.resolve("upload.part");
    when(files.temporary(anyString())).thenReturn(part);
    uploads = new Uploads(files, mock(RecordingJournal.class), new AudioDetector(), settings);
  }

  @Test
  @DisplayName("A file that just fits is taken: once written it is not counted a second time")
  void justFits() throws IOException {
    disk(FREE + BYTES);
    assertThat(uploads.receive(body()).bytes()).isEqualTo(BYTES);
  }

  @Test
  @DisplayName("One that would take a byte of what is to stay free is told to come later")
  void doesNotFit() throws IOException {
    disk(FREE + BYTES - 1);
    assertThatThrownBy(() -> uploads.receive(body())).isInstanceOf(RefusedRequest.class);
  }

  /** A disk with so much room, less what is written to it. */
  private void disk(long room) throws IOException {
    Path part = folder.resolve("upload.part");
    when(files.left()).thenAnswer(asked -> room - (Files.exists(part) ? Files.size(part) : 0));
  }

  private static StreamedBody body() {
    byte[] wav = Arrays.copyOf("RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1), BYTES);
    StreamedBody body = mock(StreamedBody.class);
    when(body.announced()).thenReturn((long) BYTES);
    when(body.open()).thenReturn(new ByteArrayInputStream(wav));
    return body;
  }
}
