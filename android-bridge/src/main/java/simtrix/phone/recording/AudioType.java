package simtrix.phone.recording;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which files the server takes (DESIGN 4). Phones name the same format in many ways. */
final class AudioType {

  private static final Set<String> TAKEN =
      Set.of(
          "audio/mpeg",
          "audio/wav",
          "audio/mp4",
          "audio/aac",
          "audio/amr",
          "audio/3gpp",
          "audio/ogg");

  private static final Map<String, String> BY_ENDING =
      Map.of(
          "mp3", "audio/mpeg",
          "wav", "audio/wav",
          "m4a", "audio/mp4",
          "mp4", "audio/mp4",
          "aac", "audio/aac",
          "amr", "audio/amr",
          "3gp", "audio/3gpp",
          "3gpp", "audio/3gpp",
          "ogg", "audio/ogg",
          "opus", "audio/ogg");

  private AudioType() {}

  /** By the name's ending, which recorders get right more often than the media type. */
  static Optional<String> of(String name, Optional<String> told) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Optional.ofNullable(BY_ENDING.get(ending)).or(() -> told.filter(TAKEN::contains));
  }
}
