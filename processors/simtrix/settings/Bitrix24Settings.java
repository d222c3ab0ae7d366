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
 * @param webhook Inbound webhook of one portal, {@code https://HOST/rest/USER/CODE/}. Without one
 *     portals install the application.
 * @param clientId Id of the local or Market application.
 * @param clientSecret Proves to Bitrix24's OAuth server that a request comes from that application.
 * @param allowedPortals Hosts of portals that may install the application; {@code *} stands for any
 *     characters, ports are not looked at. An on-premise portal is added here.
 * @param oauthServers Hosts of the OAuth servers that may be sent the client secret.
 * @param httpAllowed Whether plain http is good enough for a portal and its OAuth server: for tests
 *     only.
 * @param requestsPerSecond A portal's limit: requests a second. Enterprise plans have 5.
 * @param burst A portal's limit: requests at once after a pause. Enterprise plans have 250.
 * @param connectTimeout Limit for opening a connection to a portal.
 * @param lookUpTimeout Limit for the answer to a look-up.
 * @param writeTimeout Limit for the answer to a write.
 * @param settlingTime So long after a write has left the portal may still be at it, whatever became
 *     of the connection; only then it is looked for and, if it is not there, repeated. Bitrix24 in
 *     the cloud ends a request after 60 s.
 * @param offlineEvents How often a portal whose plan keeps events for this server is asked for
 *     them.
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
