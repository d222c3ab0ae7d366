package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.installation.PortalInstallation;
import simtrix.portal.Portal;
import simtrix.sandbox.Effect;
import simtrix.sandbox.FaultRules;
import simtrix.sandbox.Sandbox;

/** The way to the portals against the independent witness of what a portal is. */
class SandboxIT extends ClientIT {
  @Autowired PortalInstallation installation;
  @Autowired TelephonyProbe probe;
  private final Sandbox sandbox =
      Sandbox.builder()
          .memberId("sandbox-" + UUID.randomUUID())
          .clientId("local.test")
          .clientSecret("secret")
          .start();
  private long portal;
  private int user;

  @BeforeEach
  void applicationIsInstalled() {
    String form =
        sandbox.installForm().entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    installation.install(form);
    portal = portals.findByMemberId(sandbox.memberId()).map(Portal::id).orElseThrow();
    JsonNode me = success(send(portal, Urgency.LOOK_UP, command("me", "user.current")), "me");
    user = me.path("ID").asInt();
    sandbox.clearRequests();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void tokensThatRunOutTwiceCostTwoRefreshes() {
    for (int round = 1; round <= 2; round++) {
      sandbox.expireAccessTokens();
      List<CompletableFuture<Map<String, Outcome>>> answers =
          IntStream.range(0, 50)
              .parallel()
              .mapToObj(i -> send(portal, Urgency.LOOK_UP, command("a", "server.time")))
              .toList();
      all(answers);

      assertThat(answers).allSatisfy(answer -> success(answer, "a"));
    }
    assertThat(sandbox.requests().stream().filter(r -> r.calls(FaultRules.OAUTH))).hasSize(2);
  }

  @Test
  void fiveHundredCommandsAreWithinThePortalsLimit() {
    List<CompletableFuture<Map<String, Outcome>>> answers =
        IntStream.range(0, 500)
            .parallel()
            .mapToObj(
                i ->
                    send(
                        portal,
                        i % 10 == 0 ? Urgency.LOOK_UP : Urgency.WRITE,
                        command("a", "server.time")))
            .toList();
    all(answers);

    assertThat(answers).allSatisfy(answer -> success(answer, "a"));
    assertThat(sandbox.rejectedForRate()).isZero();
    assertThat(sandbox.requests()).hasSizeBetween(10, 100);
  }

  @Test
  void aCallIsRegisteredAndFinishedInOneChainWithoutMixingWithOthers() {
    CountDownLatch allAreSent = new CountDownLatch(1);
    sandbox.faults().onAny().times(2).then(Effect.late(allAreSent));
    List<CompletableFuture<Map<String, Outcome>>> answers =
        IntStream.range(0, 40).mapToObj(i -> send(portal, Urgency.WRITE, call(user, i))).toList();
    allAreSent.countDown();
    all(answers);

    for (int i = 0; i < answers.size(); i++) {
      JsonNode finished = success(answers.get(i), "finish");
      assertThat(finished.path("EXTERNAL_CALL_ID").asText()).isEqualTo("test-" + i);
      assertThat(finished.path("CALL_ID").asText())
          .isEqualTo(success(answers.get(i), "register").path("CALL_ID").asText());
    }
    assertThat(sandbox.requests()).hasSizeLessThan(10);
    assertThat(sandbox.rejectedForRate()).isZero();
  }

  @Test
  void aCallOfAnUnknownUserFailsAloneAmongOthers() {
    List<CompletableFuture<Map<String, Outcome>>> answers =
        IntStream.range(0, 30)
            .mapToObj(i -> send(portal, Urgency.WRITE, call(i == 20 ? 987_654 : user, i)))
            .toList();
    all(answers);

    for (int i = 0; i < answers.size(); i++) {
      if (i == 20) {
        CrmFailure failure = ((Outcome.Refused) answers.get(i).join().get("register")).failure();
        assertThat(failure.category()).isEqualTo(Category.REJECTED);
        assertThat(failure.getMessage()).contains("User is not found");
      } else {
        success(answers.get(i), "finish");
      }
    }
  }

  @Test
  void aRenamedPortalIsFollowed() {
    URI renamed = sandbox.rename();

    success(send(portal, Urgency.WRITE, command("a", "server.time")), "a");

    assertThat(portals.findById(portal).map(Portal::host)).contains(renamed.getAuthority());
  }

  @Test
  void revokedTokensLoseThePortal() {
    sandbox.revokeTokens();

    CrmFailure failure = failure(send(portal, Urgency.WRITE, command("a", "server.time")));

    assertThat(failure.category()).isEqualTo(Category.AUTH);
    assertThat(portals.findById(portal).map(Portal::status)).contains(Portal.Status.AUTH_LOST);
  }

  @Test
  void aWebhookMayOrMayNotWriteCalls() {
    long webhook =
        portals.connectWebhook("w-" + UUID.randomUUID(), URI.create(sandbox.webhookUrl())).id();
    assertThat(probe.isTelephonyAllowed(webhook)).isFalse();

    sandbox.settings().webhookTelephony(true);
    assertThat(probe.probe(webhook).join()).isEqualTo(Portal.Telephony.ALLOWED);
  }

  private static Command[] call(int user, int number) {
    return new Command[] {
      new Command(
          "register",
          "telephony.externalCall.register",
          Map.of(
              "USER_ID",
              user,
              "PHONE_NUMBER",
              "+4915112345" + (100 + number),
              "TYPE",
              2,
              "SHOW",
              0,
              "CRM_CREATE",
              0,
              "CALL_START_DATE",
              "2026-11-24T10:00:00+01:00",
              "EXTERNAL_CALL_ID",
              "test-" + number)),
      new Command(
          "finish",
          "telephony.externalCall.finish",
          Map.of(
              "CALL_ID",
              "$result[register][CALL_ID]",
              "USER_ID",
              user,
              "DURATION",
              5,
              "STATUS_CODE",
              "200"))
    };
  }

  private static JsonNode success(CompletableFuture<Map<String, Outcome>> answer, String command) {
    Outcome outcome = answer.join().get(command);
    assertThat(outcome).isInstanceOf(Outcome.Success.class);
    return ((Outcome.Success) outcome).result();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
