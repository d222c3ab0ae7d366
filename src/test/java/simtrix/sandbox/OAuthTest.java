package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's OAuth server, REFERENCE 2.1")
class OAuthTest {
  private final SandboxClock clock = SandboxClock.ticking();
  private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
  private final Probe probe = Probe.webhook(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private String query(String refreshToken, String secret) {
    return "grant_type=refresh_token&client_id="
        + sandbox.clientId()
        + "&client_secret="
        + secret
        + "&refresh_token="
        + refreshToken;
  }

  private URI tokenAddress(String query) {
    return URI.create(sandbox.serverEndpoint()).resolve("/oauth/token/?" + query);
  }

  private Probe.Response refresh(String refreshToken) throws IOException {
    return probe.send(
        HttpRequest.newBuilder(tokenAddress(query(refreshToken, sandbox.clientSecret()))));
  }

  @Test
  @DisplayName("REFERENCE 2.1: a refresh answers the new pair, who the portal is and where")
  void refreshes() throws IOException {
    JsonNode answer = refresh(sandbox.newTokens().refreshToken()).json();

    assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(answer.path("member_id").asText()).isEqualTo(sandbox.memberId());
    assertThat(answer.path("client_endpoint").asText()).isEqualTo(sandbox.clientEndpoint());
    assertThat(answer.path("server_endpoint").asText()).isEqualTo(sandbox.serverEndpoint());
    assertThat(answer.path("status").asText()).isEqualTo("L");
    Probe renewed = Probe.withToken(sandbox, answer.path("access_token").asText());
    assertThat(renewed.call("app.info").result().path("STATUS").asText()).isEqualTo("L");
    assertThat(refresh(answer.path("refresh_token").asText()).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("REFERENCE 2.1: a refresh token works once; reusable only by the switch")
  void refreshTokensAreOneTime() throws IOException {
    String once = sandbox.newTokens().refreshToken();
    assertThat(refresh(once).status()).isEqualTo(200);
    Probe.Response again = refresh(once);
    sandbox.settings().refreshRotation(SandboxSettings.RefreshRotation.REUSABLE);
    String reusable = sandbox.newTokens().refreshToken();

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.error()).isEqualTo("invalid_grant");
    assertThat(refresh(reusable).status()).isEqualTo(200);
    assertThat(refresh(reusable).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("REFERENCE 2.1: the token address takes a form POST too")
  void takesFormPost() throws IOException {
    String refreshToken = sandbox.newTokens().refreshToken();
    Probe.Response posted =
        probe.send(
            HttpRequest.newBuilder(tokenAddress(""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        query(refreshToken, sandbox.clientSecret()))));

    assertThat(posted.json().path("access_token").asText()).isNotEmpty();
  }

  @Test
  @DisplayName("REFERENCE 2.1: a wrong secret is invalid_client and costs no refresh token")
  void refusesWrongClient() throws IOException {
    String refreshToken = sandbox.newTokens().refreshToken();
    Probe.Response refused =
        probe.send(HttpRequest.newBuilder(tokenAddress(query(refreshToken, "wrong"))));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.error()).isEqualTo("invalid_client");
    assertThat(refresh(refreshToken).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("REFERENCE 1.4, 2.1: access tokens die after an hour with expired_token")
  void tokensExpire() throws IOException {
    Probe app = Probe.application(sandbox);
    clock.advance(Duration.ofMinutes(59));
    assertThat(app.call("server.time").status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(2));
    Probe.Response expired = app.call("server.time");
    Probe other = Probe.application(sandbox);
    sandbox.expireAccessTokens();

    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.error()).isEqualTo("expired_token");
    assertThat(other.call("server.time").error()).isEqualTo("expired_token");
  }

  @Test
  @DisplayName("REFERENCE 2.1: revoked tokens neither call nor refresh")
  void revokes() throws IOException {
    Tokens tokens = sandbox.newTokens();
    sandbox.revokeTokens();

    assertThat(Probe.withToken(sandbox, tokens.accessToken()).call("server.time").error())
        .isEqualTo("NO_AUTH_FOUND");
    assertThat(refresh(tokens.refreshToken()).error()).isEqualTo("invalid_grant");
  }

  @Test
  @DisplayName("REFERENCE 2.1: an authorization code is good once, for 30 seconds")
  void exchangesCode() throws IOException {
    String good = sandbox.newAuthorizationCode();
    String late = sandbox.newAuthorizationCode();

    assertThat(exchange(good).status()).isEqualTo(200);
    assertThat(exchange(good).error()).isEqualTo("invalid_grant");
    clock.advance(Duration.ofSeconds(31));
    assertThat(exchange(late).error()).isEqualTo("invalid_grant");
  }

  private Probe.Response exchange(String code) throws IOException {
    return probe.send(
        HttpRequest.newBuilder(
            tokenAddress(
                "grant_type=authorization_code&client_id="
                    + sandbox.clientId()
                    + "&client_secret="
                    + sandbox.clientSecret()
                    + "&code="
                    + code)));
  }

  @Test
  @DisplayName("REFERENCE 6.6: app.info is for applications only")
  void appInfoNeedsApplication() throws IOException {
    Probe.Response refused = probe.call("app.info");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("ACCESS_DENIED");
  }
}
