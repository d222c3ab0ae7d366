package simtrix.recording;

import java.util.Optional;
import java.util.Set;

/** The formats that Android's recorders write (DESIGN 4). */
public enum AudioFormat {
  MP3("mp3", "mp3", Set.of("audio/mpeg")),
  WAV("wav", "wav", Set.of("audio/vnd.wave", "audio/x-wav", "audio/wav")),
  MP4(
      "m4a",
      "mov",
      Set.of(
          "audio/mp4",
          "video/mp4",
          "application/mp4",
          "audio/x-m4a",
          "video/x-m4v",
          "video/quicktime")),
  AAC("aac", "aac", Set.of("audio/x-aac", "audio/aac")),
  AMR("amr", "amr", Set.of("audio/amr", "audio/amr-wb")),
  THREE_GPP("3gp", "mov", Set.of("audio/3gpp", "video/3gpp", "audio/3gpp2", "video/3gpp2")),
  OGG(
      "ogg",
      "ogg",
      Set.of("audio/ogg", "application/ogg", "audio/vorbis", "audio/opus", "audio/speex"));

  private final String extension;
  private final String demuxer;

  /** Made by {@link Set#of}: nobody changes it. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> types;

  AudioFormat(String extension, String demuxer, Set<String> types) {
    this.extension = extension;
    this.demuxer = demuxer;
    this.types = types;
  }

  static Optional<AudioFormat> ofType(String type) {
    for (AudioFormat format : values()) {
      if (format.types.contains(type)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** Of its files, without the dot. */
  String extension() {
    return extension;
  }

  /** What ffmpeg calls it: named, so that a file cannot choose a reader that opens others. */
  String demuxer() {
    return demuxer;
  }

  /** Whether the portal takes it as it is (REFERENCE 5.4). */
  boolean isTaken() {
    return this == MP3 || this == WAV;
  }
}
