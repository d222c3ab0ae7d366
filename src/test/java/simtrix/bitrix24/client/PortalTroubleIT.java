package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.Portal;

/** Portals that fail, hang, move or forbid (DESIGN 7, REFERENCE 1.1, 1.4). */
class PortalTroubleIT extends ClientIT {
  @Autowired PortalHealth health;

  @Test
  void aFullPortalIsNotAskedAgainBehindOurBack() {
    stub.answers(request -> StubPortal.Reply.json(503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}"));
    long portal = install();

    CrmFailure failure = failure(send(portal, Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.RATE_LIMIT);
    assertThat(stub.requests()).hasSize(1);
    assertThat(health.of(portal).tokensLeft()).isLessThan(10);
  }

  @Test
  void htmlIsAFailingServer() {
    stub.answers(request -> new StubPortal.Reply(200, "text/html", "<html>busy</html>", Map.of()));

    CrmFailure failure = failure(send(install(), Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.SERVER);
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    stub.answers(
        request -> StubPortal.Reply.ok("{\"result\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}"));

    CrmFailure failure = failure(send(install(), Urgency.WRITE, command("a", "m")));

    assertThat(failure.code()).isEqualTo("ANSWER_TOO_LARGE");
    assertThat(failure.category()).isEqualTo(Category.SERVER);
  }

  @Test
  void aCutConnectionIsTheNetwork() {
    stub.answers(request -> null);

    CrmFailure failure = failure(send(install(), Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.NETWORK);
    assertThat(failure.code()).isEqualTo("CONNECTION_RESET");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void anUnansweredWriteIsLeftAloneUntilThePortalMustBeDoneWithIt() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    stub.answers(
        request -> {
          try {
            release.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return StubPortal.echo(request);
        });
    Instant before = Instant.now();

    CompletableFuture<?> writing = send(install(), Urgency.WRITE, command("a", "m"));
    CompletableFuture<?> lookingUp = send(install(), Urgency.LOOK_UP, command("a", "m"));
    CrmFailure write = failure(writing);
    CrmFailure lookUp = failure(lookingUp);
    release.countDown();

    assertThat(write.code()).isEqualTo("TIMEOUT");
    assertThat(write.notBefore().orElseThrow()).isAfter(before.plus(Duration.ofSeconds(60)));
    assertThat(write.isUnclear()).isTrue();
    assertThat(lookUp.isUnclear()).isFalse();
    assertThat(lookUp.code()).isEqualTo("TIMEOUT");
    assertThat(lookUp.notBefore()).isEmpty();
  }

  @Test
  void aPortalThatIsDownIsLeftAlone() {
    stub.close();
    long portal = install();
    for (int i = 0; i < 5; i++) {
      CrmFailure refused = failure(send(portal, Urgency.WRITE, command("a", "m")));
      assertThat(refused.code()).isEqualTo("CONNECT_REFUSED");
      assertThat(refused.isAttempt()).isTrue();
    }

    CrmFailure held = failure(send(portal, Urgency.WRITE, command("a", "m")));

    assertThat(held.category()).isEqualTo(Category.NETWORK);
    assertThat(held.code()).isEqualTo("CIRCUIT_OPEN");
    assertThat(held.isAttempt()).isFalse();
    assertThat(held.notBefore().orElseThrow()).isAfter(Instant.now());
    assertThat(health.status(portals.findById(portal).orElseThrow())).isEqualTo("UNREACHABLE");
    assertThat(portals.findById(portal).orElseThrow().status()).isEqualTo(Portal.Status.ACTIVE);
  }

  @Test
  void aRenamedPortalIsFollowedAndRemembered() {
    try (StubPortal renamed = new StubPortal()) {
      renamed.answers(StubPortal::echo);
      stub.answers(
          request ->
              new StubPortal.Reply(
                  302,
                  "text/html",
                  "",
                  Map.of("Location", renamed.endpoint() + "crm.lead.get?x=1")));
      long portal = install();

      Map<String, Outcome> outcomes =
          send(portal, Urgency.WRITE, command("a", "crm.lead.get")).join();

      assertThat(outcomes.get("a")).isInstanceOf(Outcome.Success.class);
      assertThat(renamed.requests().get(0).method()).isEqualTo("POST");
      assertThat(renamed.requests().get(0).body().path("auth").asText()).isEqualTo("at1");
      assertThat(portals.access(portal).orElseThrow().endpoint()).isEqualTo(renamed.endpoint());
      assertThat(portals.findById(portal).orElseThrow().host())
          .isEqualTo(renamed.endpoint().getAuthority());
    }
  }

  @Test
  void aRedirectToAStrangerGetsNoToken() {
    stub.answers(
        request ->
            new StubPortal.Reply(
                302, "text/html", "", Map.of("Location", "http://localhost:1/rest/m")));
    long portal = install();

    CrmFailure failure = failure(send(portal, Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.PERMISSION);
    assertThat(failure.code()).isEqualTo("REDIRECTED");
    assertThat(portals.access(portal).orElseThrow().endpoint()).isEqualTo(stub.endpoint());
  }

  @Test
  void aRedirectInACircleEnds() {
    stub.answers(
        request -> new StubPortal.Reply(302, "text/html", "", Map.of("Location", request.path())));

    CrmFailure failure = failure(send(install(), Urgency.WRITE, command("a", "m")));

    assertThat(failure.code()).isEqualTo("REDIRECTED");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void aBlockedMethodIsHeldUntilThePortalFreesIt() {
    stub.answers(request -> StubPortal.Reply.json(429, "{\"error\":\"OPERATION_TIME_LIMIT\"}"));
    long portal = install();

    Outcome outcome = send(portal, Urgency.WRITE, command("a", "slow.method")).join().get("a");
    CrmFailure held = failure(send(portal, Urgency.WRITE, command("a", "slow.method")));

    CrmFailure first = ((Outcome.Refused) outcome).failure();
    assertThat(first.category()).isEqualTo(Category.OPERATION_LIMIT);
    assertThat(first.notBefore()).isPresent();
    assertThat(held.code()).isEqualTo("METHOD_HELD");
    assertThat(held.isAttempt()).isFalse();
    assertThat(stub.requests()).hasSize(1);
  }
}
