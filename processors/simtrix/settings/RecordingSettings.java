package simtrix.settings;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.util.unit.DataSize;

/**
 * The keys below {@code simtrix.recordings}.
 *
 * @param allowed Whether recordings are taken for portals whose administrator has not decided in
 *     the console.
 * @param folder Where recordings are kept until they are attached. Servers on one database share
 *     it.
 * @param diskQuota So much of the disk all recordings together may take; an upload beyond it is
 *     told to come later.
 * @param freeSpace So much of the disk recordings leave to the journal and the broker.
 * @param expectedFor How long a recording that a phone has announced is waited for.
 * @param retention A recording that could not be attached is deleted when it is so old.
 * @param uploadsAtOnce Uploads that are received at the same time.
 * @param attachersPerPortal Recordings of one portal that are attached at the same time.
 * @param inOneRequest Up to this size a file goes inside a request to the portal; a larger one goes
 *     to an address that the portal gives out for it.
 * @param attachTimeout Limit for one request with a file.
 * @param ffmpeg The program that turns other formats than WAV and MP3 into MP3. Without one the
 *     server uses the ffmpeg on its path, else the one that it brings along.
 * @param conversionTime Limit for turning one recording into MP3.
 */
public record RecordingSettings(
    boolean allowed,
    @NotNull(message = "must name a folder") Path folder,
    @NotNull(message = Expect.SIZE) DataSize diskQuota,
    @NotNull(message = Expect.SIZE) DataSize freeSpace,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration expectedFor,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration retention,
    @Min(value = 1, message = Expect.POSITIVE) int uploadsAtOnce,
    @Min(value = 1, message = Expect.POSITIVE) int attachersPerPortal,
    @NotNull(message = Expect.SIZE) DataSize inOneRequest,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration attachTimeout,
    Optional<String> ffmpeg,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration conversionTime) {

  /** Takes an empty text for "not set". */
  public RecordingSettings {
    ffmpeg = Blank.toEmpty(ffmpeg);
  }
}
