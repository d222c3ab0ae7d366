package simtrix.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.edge.EdgeTest;
import simtrix.edge.Server;
import simtrix.edge.Server.Answer;

/** The console's login and the rate of a phone. */
@EdgeTest
class LoginTest {

  private static final String DEVICES = "/support/api/v1/devices";

  @Autowired private Server server;

  @Test
  void theAdministratorGetsIn() {
    assertThat(server.asAdmin(server.to(DEVICES).GET()).status()).isEqualTo(200);
  }

  @Test
  void withoutALoginTheSchemeIsNamed() {
    Answer answer = server.send(server.to(DEVICES).GET());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Basic realm=\"simtrix\", charset=\"UTF-8\"");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic",
        "Basic ",
        "Basic !!!",
        "Basic YWRtaW4=",
        "Basic Og==",
        "Basic AAAA",
        "Digest x",
        "Bearer x"
      })
  void aLoginThatCannotBeReadIsRefused(String authorization) {
    assertThat(
            server.send(server.to(DEVICES).header("Authorization", authorization).GET()).status())
        .isIn(401, 429);
  }

  @Test
  void aPasswordThatIsTooLongForItsHashIsWrong() {
    assertThat(login("198.51.100.1", "right horse" + "x".repeat(100)).status()).isEqualTo(401);
    assertThat(login("198.51.100.1", "\u00e4".repeat(5_000)).status()).isEqualTo(401);
  }

  @Test
  void anotherUserWithTheRightPasswordIsRefused() {
    Answer answer =
        server.send(
            server
                .to(DEVICES)
                .header("X-Forwarded-For", "198.51.100.2")
                .header("Authorization", Server.basic("root", "right horse"))
                .GET());

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void wrongPasswordsSlowTheirClientDownAndNobodyElse() {
    String attacker = "198.51.100.3";
    int looked = 0;
    Answer slowed = login(attacker, "wrong");
    while (slowed.status() == 401 && looked < 300) {
      looked++;
      slowed = login(attacker, "wrong " + looked);
    }

    assertThat(looked).isGreaterThanOrEqualTo(10);
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 30);
    assertThat(slowed.header("Content-Type")).startsWith("application/problem+json");
    assertThat(login("198.51.100.4", "right horse").status()).isEqualTo(200);
  }

  @Test
  void whoWasInBeforeStaysInWhateverOthersBehindTheAddressTry() {
    String shared = "198.51.100.5";
    assertThat(login(shared, "right horse").status()).isEqualTo(200);
    for (int i = 0; i < 12; i++) {
      assertThat(login(shared, "wrong " + i).status()).isIn(401, 429);
    }

    assertThat(login(shared, "right horse").status()).isEqualTo(200);
  }

  @Test
  void aPhoneOverItsRateIsToldWhenToComeBackAndOthersAreNot() {
    String hasty = server.phone().path("token").asText();
    Answer last = settings(hasty);
    for (int sent = 1; last.status() == 200 && sent < 700; sent++) {
      last = settings(hasty);
    }

    assertThat(last.status()).isEqualTo(429);
    assertThat(last.header("Content-Type")).startsWith("application/problem+json");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
    assertThat(settings(server.phone().path("token").asText()).status()).isEqualTo(200);
  }

  @Test
  void loginsAreNotHeldToTheRateOfPhones() {
    for (int i = 0; i < 30; i++) {
      assertThat(
              server
                  .asAdmin(
                      server
                          .to("/support/api/v1/dead-letters/1/retry")
                          .POST(BodyPublishers.noBody()))
                  .status())
          .isEqualTo(200);
    }
  }

  private Answer settings(String token) {
    return server.send(
        server.to("/bridge/v1/settings").header("Authorization", "Bearer " + token).GET());
  }

  private Answer login(String address, String password) {
    return server.send(
        server
            .to(DEVICES)
            .header("X-Forwarded-For", address)
            .header("Authorization", Server.basic("admin", password))
            .GET());
  }
}
