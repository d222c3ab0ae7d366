package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.Portal;
import simtrix.portal.PortalAccess;

/** Tokens that run out, with refresh tokens that work once (REFERENCE 2.1). */
class TokenRefreshIT extends ClientIT {
  @Autowired TokenRefresh refresh;

  private final AtomicInteger refreshes = new AtomicInteger();
  private final AtomicReference<String> goodRefreshToken = new AtomicReference<>("rt1");
  private final AtomicReference<String> goodAccessToken = new AtomicReference<>("at-other");

  @Test
  void anExpiredTokenIsRenewedOnceAndTheRequestRepeated() {
    stub.answers(this::answer);
    long portal = install();
    List<CompletableFuture<Map<String, Outcome>>> answers =
        IntStream.range(0, 50)
            .parallel()
            .mapToObj(i -> send(portal, Urgency.LOOK_UP, command("a", "m")))
            .toList();
    all(answers);

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.join().get("a")).isInstanceOf(Outcome.Success.class));
    assertThat(refreshes).hasValue(1);
    PortalAccess kept = portals.access(portal).orElseThrow();
    assertThat(kept.accessToken()).contains("at-1");
    assertThat(kept.refreshToken()).contains("rt-1");
  }

  @Test
  void fiftyThreadsThatSeeAnExpiredTokenMakeOneRefresh() {
    stub.answers(this::answer);
    long portal = install();
    PortalAccess expired = portals.access(portal).orElseThrow();

    List<CompletableFuture<String>> tokens =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> refresh.renew(expired).accessToken().orElseThrow(),
                        command -> new Thread(command).start()))
            .toList();
    all(tokens);

    assertThat(tokens).allSatisfy(token -> assertThat(token.join()).isEqualTo("at-1"));
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void theNewPairIsKeptBeforeItIsUsed() {
    AtomicReference<String> keptAtFirstUse = new AtomicReference<>("");
    long portal = install();
    stub.answers(
        request -> {
          if (request.body().path("auth").asText().equals("at-1")) {
            keptAtFirstUse.compareAndSet(
                "", portals.access(portal).flatMap(PortalAccess::refreshToken).orElse("none"));
          }
          return answer(request);
        });

    send(portal, Urgency.WRITE, command("a", "m")).join();

    assertThat(keptAtFirstUse).hasValue("rt-1");
  }

  @Test
  void aTokenThatRunsOutInsideABatchIsRenewedToo() {
    stub.answers(
        request -> {
          StubPortal.Reply answer = answer(request);
          return answer.status() == 401
              ? StubPortal.Reply.ok(
                  "{\"result\":{\"result\":[],\"result_error\":{\"c0_a\":{\"error\":\"expired_token\"},"
                      + "\"c0_b\":{\"error\":\"expired_token\"}}}}")
              : answer;
        });

    Map<String, Outcome> outcomes =
        send(install(), Urgency.WRITE, command("a", "m"), command("b", "m")).join();

    assertThat(outcomes.values()).allMatch(Outcome.Success.class::isInstance);
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void whenTheRefreshIsRefusedThePortalIsLost() {
    goodRefreshToken.set("used up long ago");
    stub.answers(this::answer);
    long portal = install();

    CrmFailure failure = failure(send(portal, Urgency.WRITE, command("a", "m")));
    int asked = stub.requests().size();
    CrmFailure next = failure(send(portal, Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.AUTH);
    assertThat(failure.code()).isEqualTo("invalid_grant");
    assertThat(portals.findById(portal).orElseThrow().status()).isEqualTo(Portal.Status.AUTH_LOST);
    assertThat(next.code()).isEqualTo("PORTAL_AUTH_LOST");
    assertThat(stub.requests()).hasSize(asked);
  }

  @Test
  void aLostPortalIsNotAskedForTokensAgain() {
    goodRefreshToken.set("used up long ago");
    stub.answers(this::answer);
    long portal = install();
    PortalAccess expired = portals.access(portal).orElseThrow();

    List<CompletableFuture<PortalAccess>> renewals =
        IntStream.range(0, 10)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> refresh.renew(expired)))
            .toList();
    all(renewals);

    assertThat(renewals).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void aFailingOAuthServerIsNoLostPortal() {
    stub.answers(
        request ->
            request.path().startsWith("/oauth")
                ? new StubPortal.Reply(502, "text/html", "<html/>", Map.of())
                : answer(request));
    long portal = install();

    CrmFailure failure = failure(send(portal, Urgency.WRITE, command("a", "m")));

    assertThat(failure.category().isPassing()).isTrue();
    assertThat(portals.findById(portal).orElseThrow().status()).isEqualTo(Portal.Status.ACTIVE);
    assertThat(portals.access(portal).orElseThrow().refreshToken()).contains("rt1");
  }

  @Test
  void aTokenThatIsRefusedEvenWhenNewIsGivenUp() {
    stub.answers(
        request ->
            request.path().startsWith("/oauth")
                ? answer(request)
                : StubPortal.Reply.json(401, "{\"error\":\"expired_token\"}"));

    CrmFailure failure = failure(send(install(), Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.AUTH);
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void aPortalThatKnowsUsNoMoreIsLost() {
    stub.answers(request -> StubPortal.Reply.json(401, "{\"error\":\"NO_AUTH_FOUND\"}"));
    long portal = install();

    CrmFailure failure = failure(send(portal, Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.AUTH);
    assertThat(portals.findById(portal).orElseThrow().status()).isEqualTo(Portal.Status.AUTH_LOST);
  }

  /** A portal and its OAuth server in one. */
  private StubPortal.Reply answer(StubPortal.Request request) {
    if (!request.path().equals("/oauth/token/")) {
      String token = request.body().path("auth").asText();
      return token.equals(goodAccessToken.get())
          ? StubPortal.echo(request)
          : StubPortal.Reply.json(401, "{\"error\":\"expired_token\"}");
    }
    String query = request.uri().getQuery();
    if (!query.contains("client_id=local.test&client_secret=secret")) {
      return StubPortal.Reply.json(401, "{\"error\":\"invalid_client\"}");
    }
    String given = query.replaceAll(".*refresh_token=([^&]*)$", "$1");
    int number = refreshes.get() + 1;
    String good = goodRefreshToken.get();
    if (!given.equals(good) || !goodRefreshToken.compareAndSet(good, "rt-" + number)) {
      return StubPortal.Reply.json(400, "{\"error\":\"invalid_grant\"}");
    }
    refreshes.incrementAndGet();
    goodAccessToken.set("at-" + number);
    return StubPortal.Reply.ok(
        "{\"access_token\":\"at-%d\",\"refresh_token\":\"rt-%d\",\"expires_in\":3600}"
            .formatted(number, number));
  }
}
