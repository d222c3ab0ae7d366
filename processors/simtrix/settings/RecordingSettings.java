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
 * @param allowed whether recordings are taken for portals whose administrator has not decided
 * @param folder where they are kept on their way; nodes that share a database share it
 * @param diskQuota so much of the disk all of them together may take
 * @param freeSpace so much of the disk is left to the journal and the broker
 * @param expectedFor how long one that was announced is waited for
 * @param retention age at which one that was not attached is deleted
 * @param uploadsAtOnce uploads that are received at the same time
 * @param attachersPerPortal recordings of one portal that are attached at the same time
 * @param inOneRequest up to this size a file goes inside the request; a larger one to an address
 *     that the portal gives out
 * @param attachTimeout limit for one request with a file
 * @param ffmpeg the program that turns other formats into MP3; without one the one on the path is
 *     used, else the one inside the jar
 * @param conversionTime limit for turning one recording into MP3
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
