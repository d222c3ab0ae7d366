package simtrix.device;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.util.UriComponentsBuilder;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.PublicAddress;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;
import simtrix.edge.TryLimit;
import simtrix.portal.RecordingSwitch;
import simtrix.settings.SimtrixSettings;

/**
 * Codes with which a phone is paired: made by an administrator, usable once and for a quarter of an
 * hour, kept as a hash (DESIGN 4).
 */
@Component
public class PairingCodes {

  private static final int LENGTH = 8;
  private static final int WRONG_TRIES = 10;

  private final JdbcClient database;
  private final TransactionOperations transaction;
  private final DeviceRegistry devices;
  private final RecordingSwitch recordings;
  private final PublicAddress address;
  private final SimtrixSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final TryLimit tries;

  PairingCodes(
      JdbcClient database,
      TransactionOperations transaction,
      DeviceRegistry devices,
      RecordingSwitch recordings,
      PublicAddress address,
      SimtrixSettings settings) {
    this.database = database;
    this.transaction = transaction;
    this.devices = devices;
    this.recordings = recordings;
    this.address = address;
    this.settings = settings;
    this.tries = TryLimit.of(WRONG_TRIES, settings.pairingCodeLife());
  }

  /**
   * @throws RefusedRequest 400 when there is no such portal
   */
  public PairingCode create(
      @Body PairingCodeRequest request,
      @Header(RouteHeaders.HTTP_REQUEST) HttpServletRequest http) {
    requirePortal(request.portal());
    String code = Secrets.code(LENGTH);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant expiresAt = now.plus(settings.pairingCodeLife());
    forgetOld(now);
    database
        .sql(
            """
            INSERT INTO pairing_code (code_hash, portal_id, user_id, name, expires_at)
            VALUES (?, ?, ?, ?, ?)
            """)
        .param(Secrets.hash(code))
        .param(request.portal())
        .param(request.userId())
        .param(request.name())
        .param(DeviceRegistry.utc(expiresAt))
        .update();
    String shown = code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    return new PairingCode(shown, expiresAt, uri(shown, http));
  }

  /**
   * Makes a phone of a code; of any number of requests with one code exactly one succeeds.
   *
   * @throws RefusedRequest 404 for a code that is wrong, used or old; 429 after ten such from one
   *     address
   */
  public Paired redeem(
      @Body PairingRequest request, @Header(RouteHeaders.HTTP_REQUEST) HttpServletRequest http) {
    String address = http.getRemoteAddr();
    tries
        .take(address)
        .ifPresent(
            wait -> {
              throw RefusedRequest.tooMany(
                  "Too many wrong pairing codes came from this address; try again later.", wait);
            });
    Optional<Paired> paired = pair(request);
    paired.ifPresent(done -> tries.giveBack(address));
    return paired.orElseThrow(
        () ->
            RefusedRequest.notFound(
                "The pairing code is wrong, used or too old; ask for a new one."));
  }

  private Optional<Paired> pair(PairingRequest request) {
    byte[] hash = Secrets.hash(normalised(request.code()));
    return transaction.execute(status -> use(hash).map(use -> makeDevice(request, use)));
  }

  private Optional<PairingCodeRequest> use(byte[] hash) {
    var now = DeviceRegistry.utc(clock.instant());
    int used =
        database
            .sql(
                """
                UPDATE pairing_code SET used_at = ?
                WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?
                """)
            .params(now, hash, now)
            .update();
    return used == 0
        ? Optional.empty()
        : database
            .sql("SELECT portal_id AS portal, user_id, name FROM pairing_code WHERE code_hash = ?")
            .param(hash)
            .query(PairingCodeRequest.class)
            .optional();
  }

  private Paired makeDevice(PairingRequest request, PairingCodeRequest code) {
    PairingRequest.Phone phone = request.device().orElseGet(PairingRequest.Phone::silent);
    Device device =
        new Device(
            UUID.randomUUID(),
            code.portal(),
            code.userId(),
            phone.name().filter(name -> !name.isBlank()).orElse(code.name()),
            phone.model().orElse(""),
            phone.androidVersion().orElse(""),
            phone.appVersion().orElse(""),
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    String token = Secrets.token();
    devices.add(device, token);
    return new Paired(
        device.id(),
        String.valueOf(device.portal()),
        token,
        PhoneSettings.of(recordings.allows(device.portal())));
  }

  private void requirePortal(long portal) {
    boolean known =
        database
            .sql("SELECT COUNT(*) FROM portal WHERE id = ?")
            .param(portal)
            .query(Long.class)
            .single()
            .equals(1L);
    if (!known) {
      throw RefusedRequest.invalid(FieldError.of("portal", "refusal.portal.unknown", portal));
    }
  }

  /** Codes are kept for a day after their end, so that the table stays small. */
  private void forgetOld(Instant now) {
    database
        .sql("DELETE FROM pairing_code WHERE expires_at < ?")
        .param(DeviceRegistry.utc(now.minus(Duration.ofDays(1))))
        .update();
  }

  private String uri(String code, HttpServletRequest http) {
    return UriComponentsBuilder.fromUriString("simtrix://pair")
        .queryParam("server", "{server}")
        .queryParam("code", "{code}")
        .encode()
        .buildAndExpand(address.seenBy(http), code)
        .toUriString();
  }

  private static String normalised(String typed) {
    return typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
  }
}
