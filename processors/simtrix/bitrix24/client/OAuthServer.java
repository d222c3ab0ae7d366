package simtrix.bitrix24.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.Tokens;
import simtrix.settings.Bitrix24Settings;
import simtrix.settings.SimtrixSettings;

/** Trades a refresh token for the next pair of tokens (REFERENCE 2.1). */
@Component
public class OAuthServer {
  private final PortalTransport transport;
  private final AnswerReader reader;
  private final Bitrix24Settings settings;

  OAuthServer(PortalTransport transport, AnswerReader reader, SimtrixSettings settings) {
    this.transport = transport;
    this.reader = reader;
    this.settings = settings.bitrix24();
  }

  /**
   * What a refresh says.
   *
   * @param clientEndpoint as the OAuth server knows it, perhaps empty
   */
  public record Grant(Tokens tokens, String memberId, String clientEndpoint) {}

  /**
   * Uses up a refresh token.
   *
   * @param serverEndpoint {@code server_endpoint} of the installation
   * @return the new pair; it has to be kept before it is used
   * @throws CrmFailure AUTH if the server does not take token or client: then only a new
   *     installation helps; NETWORK or SERVER if it cannot be asked
   */
  public Grant refresh(URI serverEndpoint, String refreshToken) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("grant_type", "refresh_token");
    query.put("client_id", setting(settings.clientId().orElse("")));
    query.put("client_secret", setting(settings.clientSecret().orElse("")));
    query.put("refresh_token", refreshToken);
    PortalReply reply =
        transport.get(URI.create(tokenEndpoint(serverEndpoint) + "?" + PhpQuery.of(query)));
    JsonNode grant;
    try {
      grant = reader.envelope(reply);
    } catch (CrmFailure refused) {
      throw judged(reply.status(), refused);
    }
    String access = grant.path("access_token").asText("");
    String refresh = grant.path("refresh_token").asText("");
    if (access.isEmpty() || refresh.isEmpty()) {
      throw CrmFailure.of(
          Category.SERVER, "NO_TOKENS", "The OAuth server answered without tokens.");
    }
    return new Grant(
        new Tokens(access, refresh),
        grant.path("member_id").asText(""),
        grant.path("client_endpoint").asText(""));
  }

  /** A refusal here is about token or client, whatever the code; only a failing server passes. */
  private static CrmFailure judged(int status, CrmFailure refused) {
    boolean passing = refused.category().isPassing();
    return passing || status >= 500
        ? refused
        : CrmFailure.of(
            Category.AUTH,
            refused.code(),
            "The OAuth server refuses to renew the portal's tokens: install the application again.");
  }

  private static String setting(String value) {
    if (value.isEmpty()) {
      throw CrmFailure.of(
          Category.AUTH,
          "NO_CLIENT",
          "The portal's tokens cannot be renewed: set SIMTRIX_BITRIX24_CLIENT_ID and SIMTRIX_BITRIX24_CLIENT_SECRET.");
    }
    return value;
  }

  private static String tokenEndpoint(URI serverEndpoint) {
    return serverEndpoint.toString().replaceFirst("(/rest)?/*$", "") + "/oauth/token/";
  }
}
