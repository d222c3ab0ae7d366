package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.testing.Audio;

@DisplayName("What a file is, its content decides")
class AudioDetectorTest {

  private final AudioDetector detector = new AudioDetector();

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "mp3, libmp3lame, MP3",
    "wav, pcm_s16le, WAV",
    "m4a, aac, MP4",
    "mp4, aac, MP4",
    "aac, aac, AAC",
    "amr, libopencore_amrnb, AMR",
    "3gp, aac, THREE_GPP",
    "ogg, libvorbis, OGG",
    "ogg, libopus, OGG"
  })
  void audio(String ending, String encoder, AudioFormat format) {
    assertThat(detector.detect(Audio.tone(ending, "-c:a", encoder))).contains(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain text that goes on and on",
        "%PDF-1.7 and so on",
        "<html><body></body></html>",
        "#EXTM3U\nhttp://10.0.0.1/secret",
        "PK\u0003\u0004zip",
        "RIFF....AVI LIST"
      })
  void nothingElse(String content) {
    assertThat(detector.detect(content.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }
}
