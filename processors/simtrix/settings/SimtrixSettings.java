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
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * All keys below {@code simtrix}, as DESIGN 8 lists them. Defaults stand in {@code
 * application.yaml} inside the jar; the operator's {@code config/application.yaml} and the
 * environment ({@code simtrix.card-ttl} is {@code SIMTRIX_CARD_TTL}) override them. A value that is
 * not valid stops the server before anything else starts (see {@link SettingsFailureAnalyzer}).
 *
 * @param data Folder of the embedded database and broker, of the secrets that the server makes
 *     itself, and of recordings on their way. Back it up. One server holds it at a time.
 * @param binaries Where the embedded MariaDB is unpacked, a folder for each version, 350 MB.
 *     Servers may share it.
 * @param secretKey Encrypts portal tokens: 32 bytes in base64. Without one the server makes it and
 *     keeps it in the data folder; servers on one database need the same. See {@link SecretKey}.
 * @param adminPassword Password of the console user {@code admin}. Without one the server makes it,
 *     prints it once and keeps its hash. See {@link AdminPassword}.
 * @param publicUrl Address under which portals and phones reach this server. Without one no portal
 *     events are bound, and QR codes use the address of the request.
 * @param portalCountry Country in which national numbers are read where the number of the phone's
 *     own line is not known; two letters, ISO 3166.
 * @param scenarios File of the rules: what happens with which call. Without that file the copy
 *     inside the jar counts.
 * @param autoLead {@code false} takes the lead of a missed call of an unknown number out of the
 *     default rules, whatever their file says; {@code true} leaves that to the file.
 * @param cardTtl How long a cached card of a caller is fresh.
 * @param cardDeadline How long a ringing phone waits for its card before it is told to ask again;
 *     at most {@code 1500ms}.
 * @param retryDelays Pauses before the first, second, ... repetition of a failed write. After the
 *     last one the call waits for support as a dead letter.
 * @param writersPerPortal How many calls of one portal are written at the same time, so that one
 *     portal cannot take all writers.
 * @param unansweredAfter A call that rang and never ended is closed when it is so old.
 * @param restored Whether the database is a backup that was put back: portals may know calls that
 *     the journal takes for unwritten, and each is looked for there before it is written.
 * @param retention So long numbers, names and what portals said of a call are kept; then only the
 *     statistics are left.
 * @param auditRetention So long the audit (who did what in the console) is kept.
 * @param bodyLimit Largest body of a request from a phone; recordings have a limit of their own.
 * @param pairingCodeLife How long a pairing code can be used.
 * @param phoneRate How many requests one phone may send.
 * @param phoneHealth When a phone shows up as one that needs somebody.
 * @param phoneApp Where the phone app's APK may lie; the first of these files that exists is
 *     offered for download on the pairing page.
 * @param tracing How the way of a call can be followed in the log and in spans.
 * @param anonymous What happens to callers without a number.
 * @param recordings What is kept of recordings, for how long, and how they are turned into MP3.
 * @param bitrix24 How Bitrix24 is reached.
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
    @NotNull(message = "must be set") @Valid @NestedConfigurationProperty TracingSettings tracing,
    @NotNull(message = "must be set") @Valid Anonymous anonymous,
    @NotNull(message = "must be set") @Valid @NestedConfigurationProperty
        RecordingSettings recordings,
    @NotNull(message = "must be set") @Valid @NestedConfigurationProperty
        Bitrix24Settings bitrix24) {

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
   * @param sustained Requests a second that one phone may send for as long as it likes.
   * @param burst Requests that one phone may send at once after a pause.
   */
  public record PhoneRate(
      @Min(value = 1, message = Expect.POSITIVE) int sustained,
      @Min(value = 1, message = Expect.POSITIVE) @Max(value = 1_000_000, message = "is too many")
          int burst) {}

  /**
   * When a phone shows up as one that needs somebody.
   *
   * @param silentAfter A phone that was not heard of for so long shows up as one that needs
   *     somebody.
   * @param longQueue A phone on which so many events waited at its last heartbeat shows up as well.
   */
  public record PhoneHealth(
      @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
          Duration silentAfter,
      @Min(value = 1, message = Expect.POSITIVE) int longQueue) {}

  /**
   * Callers without a number.
   *
   * @param registeredAs Number under which calls of withheld numbers are registered in Bitrix24.
   *     Without one they stay in the journal.
   */
  public record Anonymous(Optional<String> registeredAs) {
    public Anonymous {
      registeredAs = Blank.toEmpty(registeredAs);
    }
  }
}
