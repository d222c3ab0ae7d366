package simtrix.settings;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The keys below {@code simtrix.bitrix24}: how portals are reached and what may be asked of them.
 *
 * @param webhook inbound webhook of one portal, {@code https://HOST/rest/USER/CODE/}; its code is a
 *     secret
 * @param clientId id of the local or Market application
 * @param clientSecret its secret
 * @param allowedPortals host names of portals that may install the application; {@code *} stands
 *     for any run of characters, ports are not looked at (DESIGN 5)
 * @param oauthServers host names of the OAuth servers that may be sent the client secret
 * @param httpAllowed whether plain http is good enough for a portal and its OAuth server: for tests
 * @param requestsPerSecond sustained rate of one portal's bucket (REFERENCE 2)
 * @param burst size of that bucket
 * @param connectTimeout limit for opening a connection
 * @param lookUpTimeout limit for the answer to a look-up
 * @param writeTimeout limit for the answer to a write
 * @param settlingTime so long after a write has left the portal may be working on it, heard or not
 *     (REFERENCE 3.3: 60 s); before that nobody looks whether it stands
 * @param offlineEvents how often a portal that keeps events for us is asked for them (REFERENCE
 *     7.4)
 */
@EncryptedWebhook
public record Bitrix24Settings(
    Optional<@WebAddress URI> webhook,
    Optional<String> clientId,
    Optional<String> clientSecret,
    @NotNull(message = "must be host names")
        List<@Pattern(regexp = HOST, message = EXPECT_HOST) String> allowedPortals,
    @NotNull(message = "must be host names")
        List<@Pattern(regexp = HOST, message = EXPECT_HOST) String> oauthServers,
    boolean httpAllowed,
    @NotNull(message = Expect.POSITIVE) @DecimalMin(value = "0.01", message = Expect.POSITIVE)
        BigDecimal requestsPerSecond,
    @Min(value = 1, message = Expect.POSITIVE) int burst,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration connectTimeout,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration lookUpTimeout,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration writeTimeout,
    @NotNull(message = Expect.DURATION) @DurationMin(millis = 1, message = Expect.DURATION)
        Duration settlingTime,
    @NotNull(message = Expect.DURATION) @DurationMin(seconds = 1, message = Expect.DURATION)
        Duration offlineEvents) {

  private static final String HOST = "[A-Za-z0-9*._:\\[\\]-]+";
  private static final String EXPECT_HOST =
      "must be a host name such as crm.example.com or *.bitrix24.com, without scheme or path";

  /** Takes an empty text for "not set", as {@code docker compose} passes it. */
  public Bitrix24Settings {
    webhook = Blank.toEmpty(webhook);
    clientId = Blank.toEmpty(clientId);
    clientSecret = Blank.toEmpty(clientSecret);
    allowedPortals = allowedPortals == null ? null : List.copyOf(allowedPortals);
    oauthServers = oauthServers == null ? null : List.copyOf(oauthServers);
  }

  /** Says what may stand in a log: no secrets. */
  @Override
  public String toString() {
    return "Bitrix24Settings[webhook=%s, clientId=%s, allowedPortals=%s, oauthServers=%s]"
        .formatted(webhook.map(URI::getHost), clientId.isPresent(), allowedPortals, oauthServers);
  }
}
