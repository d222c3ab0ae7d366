package simtrix.sandbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The OAuth server's half of the portal: access and refresh tokens, and the one application they
 * belong to (REFERENCE 2.1).
 */
final class OAuth {
  private static final Duration REFRESH_LIFETIME = Duration.ofDays(180);
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(30);

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final SandboxSettings settings;
  private final String clientId;
  private final String clientSecret;
  private final Map<String, Grant> accessTokens = new HashMap<>();
  private final Map<String, Grant> refreshTokens = new HashMap<>();
  private final Map<String, Grant> codes = new HashMap<>();

  OAuth(Clock clock, SandboxSettings settings, String clientId, String clientSecret) {
    this.clock = clock;
    this.settings = settings;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  private record Grant(int userId, Instant until) {}

  String clientId() {
    return clientId;
  }

  synchronized Tokens issue(int userId) {
    String refresh = secret();
    refreshTokens.put(refresh, new Grant(userId, clock.instant().plus(REFRESH_LIFETIME)));
    return new Tokens(issueAccess(userId), refresh);
  }

  /** An access token without a refresh token, as events carry it. */
  synchronized String issueAccess(int userId) {
    String access = secret();
    Instant until = clock.instant().plus(settings.accessTokenLifetime());
    accessTokens.put(access, new Grant(userId, until));
    return access;
  }

  synchronized String issueCode(int userId) {
    String code = secret();
    codes.put(code, new Grant(userId, clock.instant().plus(CODE_LIFETIME)));
    return code;
  }

  synchronized Caller caller(String accessToken) {
    Grant grant = accessTokens.get(accessToken);
    if (grant == null) {
      throw new RestException(401, "NO_AUTH_FOUND", "Wrong authorization data");
    }
    if (isOver(grant)) {
      throw new RestException(401, "expired_token", "The access token provided has expired.");
    }
    return new Caller(true, grant.userId(), clientId);
  }

  /** Answers a token request, by refresh token or by code. */
  synchronized Map<String, Object> exchange(Params params, Addresses addresses) {
    if (!params.text("client_id").equals(clientId)
        || !params.text("client_secret").equals(clientSecret)) {
      throw new RestException(401, "invalid_client", "Invalid client credentials");
    }
    Grant grant =
        switch (params.text("grant_type")) {
          case "refresh_token" -> refresh(params.text("refresh_token"));
          case "authorization_code" -> codes.remove(params.text("code"));
          default -> throw new RestException(400, "invalid_request", "Unsupported grant type");
        };
    if (grant == null || isOver(grant)) {
      throw new RestException(400, "invalid_grant", "Invalid grant");
    }
    return answer(issue(grant.userId()), grant.userId(), addresses);
  }

  synchronized void expireAccessTokens() {
    accessTokens.replaceAll((token, grant) -> new Grant(grant.userId(), Instant.EPOCH));
  }

  synchronized void revokeAll() {
    accessTokens.clear();
    refreshTokens.clear();
    codes.clear();
  }

  String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Grant refresh(String token) {
    boolean once = settings.refreshRotation() == SandboxSettings.RefreshRotation.ONE_TIME;
    return once ? refreshTokens.remove(token) : refreshTokens.get(token);
  }

  private boolean isOver(Grant grant) {
    return !clock.instant().isBefore(grant.until());
  }

  private Map<String, Object> answer(Tokens tokens, int userId, Addresses addresses) {
    long lifetime = settings.accessTokenLifetime().toSeconds();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", tokens.accessToken());
    answer.put("refresh_token", tokens.refreshToken());
    answer.put("expires", clock.instant().getEpochSecond() + lifetime);
    answer.put("expires_in", lifetime);
    answer.put("client_endpoint", addresses.clientEndpoint());
    answer.put("server_endpoint", addresses.serverEndpoint());
    answer.put("domain", addresses.oauthDomain());
    answer.put("member_id", addresses.memberId());
    answer.put("scope", String.join(",", settings.scopes()));
    answer.put("status", "L");
    answer.put("user_id", userId);
    return answer;
  }
}
