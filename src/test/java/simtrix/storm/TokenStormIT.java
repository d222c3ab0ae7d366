package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.FaultRules;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;
import simtrix.testing.Support;

@DisplayName("Tokens expire, are revoked, and are lost by a kill (DESIGN 5, 7, decision 0005)")
class TokenStormIT {

  private final ServerProcess server = StormServer.shared();

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("Expired time and again, while everybody wants to write")
  void expired(long seed) {
    try (Storm storm = Storm.on(server, "expired tokens", seed, 60)) {
      for (int i = 0; i < 3; i++) {
        storm.rage();
        storm.portal.sandbox.expireAccessTokens();
      }
      storm.blowOver();
      storm.reckon();
    }
  }

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("Revoked: dead letters that say what to do; installed again, they are written")
  void revoked(long seed) throws IOException {
    try (Storm storm = Storm.on(server, "revoked tokens", seed, 60)) {
      storm.rage();
      storm.portal.sandbox.revokeTokens();
      storm.blowOver();
      assertThat(status(storm.portal)).isEqualTo("AUTH_LOST");
      assertThat(storm.letters())
          .isNotEmpty()
          .allSatisfy(
              letter -> {
                assertThat(letter.path("category").asText()).isEqualTo("AUTH");
                assertThat(letter.path("message").asText())
                    .contains("nstall the application again");
              });
      assertThat(storm.portal.sandbox.install(server.installAddress())).isEqualTo(200);
      assertThat(status(storm.portal)).isEqualTo("ACTIVE");
      storm.retryLetters();
      storm.blowOver();
      storm.reckon();
    }
  }

  @Test
  @DisplayName("Killed between the OAuth server's answer and our commit: AUTH_LOST, and what to do")
  void killedWhileRefreshing() throws IOException {
    try (InstalledPortal portal = InstalledPortal.on(server)) {
      portal.contactWithDeal("+4930111111");
      FaultRules faults = portal.sandbox.faults();
      faults.on(FaultRules.OAUTH).then(Effect.slow(Duration.ofMinutes(1)));
      PhoneCall call = portal.phone().call("+4930111111");
      portal.sandbox.expireAccessTokens();
      assertThat(call.endsAnswered().status()).isEqualTo(202);
      Storm.patience().until(faults::allMet);
      server.killJava();
      server.start();

      Storm.patience().until(() -> call.status().equals("DEAD"));
      assertThat(status(portal)).isEqualTo("AUTH_LOST");
      Support support = server.support();
      assertThat(support.deadLetter(call.id).orElseThrow().path("message").asText())
          .contains("install the application again");
      assertThat(portal.sandbox.install(server.installAddress())).isEqualTo(200);
      support.retry(support.deadLetter(call.id).orElseThrow());
      Storm.patience().until(() -> call.status().equals("WRITTEN"));
      assertThat(portal.statisticsOf(call.id)).hasSize(1);
      System.out.println("Storm token lost by a kill: calls 1, kills 1, cuts 0, lost 0, twice 0");
    }
  }

  private String status(InstalledPortal portal) {
    return server.support().portalRow(portal.sandbox.memberId()).path("status").asText();
  }
}
