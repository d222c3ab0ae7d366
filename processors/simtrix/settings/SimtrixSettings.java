package simtrix.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * All keys below {@code simtrix}, as DESIGN 8 lists them. Defaults stand in {@code
 * application.yaml} inside the jar; the operator's {@code config/application.yaml} and the
 * environment ({@code simtrix.card-ttl} is {@code SIMTRIX_CARD_TTL}) override them. A value that is
 * not valid stops the server before anything else starts (see {@link SettingsFailureAnalyzer}).
 *
 * @param data folder of the embedded database and broker, of made secrets and of recordings on
 *     their way
 * @param binaries where the embedded MariaDB is unpacked, a folder for each version; servers may
 *     share it
 * @param secretKey base64 of the 32 bytes that encrypt portal tokens; see {@link SecretKey}
 * @param adminPassword password of the console user {@code admin}; see {@link AdminPassword}
 * @param publicUrl address under which portals and phones reach this server, without a slash at the
 *     end
 * @param portalCountry ISO 3166 code, upper case, for national numbers where the line's number is
 *     not known
 * @param scenarios file of the rules; where there is none the copy inside the jar is used
 * @param autoLead false takes the lead of a missed call of an unknown number out of the default
 *     rules, whatever their file says; true leaves that to the file
 * @param cardTtl how long a cached card is fresh
 * @param cardDeadline how long a ringing phone waits for its card before it gets {@code PENDING};
 *     the contract allows 1.5 s for the whole answer (DESIGN 4)
 * @param retryDelays pauses before the first, second, ... repetition of a failed write; after the
 *     last one the call is dead (DESIGN 7)
 * @param writersPerPortal how many calls of one portal are written at the same time, so that one
 *     portal cannot take all writers
 * @param unansweredAfter age at which a call that rang and never ended is closed (DESIGN 3)
 * @param restored whether the database is a backup that was put back: portals may know calls that
 *     the journal takes for unwritten
 * @param retention age at which the persons of a call are forgotten (DESIGN 9)
 * @param auditRetention age at which an entry of the audit is forgotten
 * @param bodyLimit largest body of a bridge request, recordings aside
 * @param pairingCodeLife how long a pairing code can be used
 * @param phoneRate how many requests one phone may send
 * @param phoneHealth when a phone needs somebody to look at it
 * @param phoneApp where the phone app's APK may lie; the first of these files that exists is
 *     offered for download
 * @param tracing how the way of a call can be followed in the log and in spans
 * @param anonymous what happens to callers without a number
 * @param recordings what is kept of recordings, for how long, and how they are turned into MP3
 * @param bitrix24 how Bitrix24 is reached
 */
@Validated
@ConfigurationProperties("simtrix")
public record SimtrixSettings(
    @NotNull(message = "must name a folder") Path data,
    @NotNull(message = "must name a folder") Path binaries,
    Optional<@Base64Key(bytes = 32) String> secretKey,
    Optional<@BcryptLength String> adminPassword,
    Optional<@WebAddress URI> publicUrl,
    @NotNull(message = Expect.COUNTRY) @CountryCode String portalCountry,
    @NotNull(message = "must name a file") Path scenarios,
    boolean autoLead,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration cardTtl,
    @NotNull(message = Expect.DURATION)
        @DurationMin(millis = 1, message = Expect.DURATION)
        @DurationMax(millis = 1500, message = "must be 1500ms or less, the time a phone waits")
        Duration cardDeadline,
    @NotEmpty(message = "must hold at least one length of time, for example 10s,1m,1h")
        List<
                @NotNull(message = Expect.DURATION)
                @DurationMin(millis = 1, message = Expect.DURATION) Duration>
            retryDelays,
    @Min(value = 1, message = Expect.POSITIVE) int writersPerPortal,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration unansweredAfter,
    boolean restored,
    @NotNull(message = Expect.DURATION) @DurationMin(hours = 1, message = Expect.DURATION)
        Duration retention,
    @NotNull(message = Expect.DURATION) @DurationMin(hours = 1, message = Expect.DURATION)
        Duration auditRetention,
    @NotNull(message = "must be a size such as 64KB") DataSize bodyLimit,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration pairingCodeLife,
    @NotNull(message = "must be set") @Valid PhoneRate phoneRate,
    @NotNull(message = "must be set") @Valid PhoneHealth phoneHealth,
    @NotEmpty(message = "must name at least one file") List<@NotNull Path> phoneApp,
    @NotNull(message = "must be set") @Valid TracingSettings tracing,
    @NotNull(message = "must be set") @Valid Anonymous anonymous,
    @NotNull(message = "must be set") @Valid RecordingSettings recordings,
    @NotNull(message = "must be set") @Valid Bitrix24Settings bitrix24) {

  /** Takes an empty text for "not set", as {@code docker compose} passes it. */
  public SimtrixSettings {
    secretKey = Blank.toEmpty(secretKey);
    adminPassword = Blank.toEmpty(adminPassword);
    publicUrl = Blank.toEmpty(publicUrl).map(SimtrixSettings::withoutLastSlash);
    portalCountry = portalCountry == null ? null : portalCountry.trim().toUpperCase(Locale.ROOT);
    anonymous = anonymous == null ? new Anonymous(Optional.empty()) : anonymous;
  }

  private static URI withoutLastSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : uri;
  }

  /** Says what may stand in a log: no secrets. */
  @Override
  public String toString() {
    return "SimtrixSettings[data=%s, publicUrl=%s, portalCountry=%s, bitrix24=%s]"
        .formatted(data, publicUrl, portalCountry, bitrix24);
  }

  /**
   * The bucket of requests that each phone has (DESIGN 4, 429).
   *
   * @param sustained requests a second, for as long as one likes
   * @param burst requests at once after a pause
   */
  public record PhoneRate(
      @Min(value = 1, message = Expect.POSITIVE) int sustained,
      @Min(value = 1, message = Expect.POSITIVE) @Max(value = 1_000_000, message = "is too many")
          int burst) {}

  /**
   * When a phone shows up as one that needs somebody.
   *
   * @param silentAfter it was not heard of for so long
   * @param longQueue so many events waited on it at its last heartbeat
   */
  public record PhoneHealth(
      @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
          Duration silentAfter,
      @Min(value = 1, message = Expect.POSITIVE) int longQueue) {}

  /**
   * Callers without a number.
   *
   * @param registeredAs the number under which their calls are registered in Bitrix24; without one
   *     they stay in the journal
   */
  public record Anonymous(Optional<String> registeredAs) {
    public Anonymous {
      registeredAs = Blank.toEmpty(registeredAs);
    }
  }
}
