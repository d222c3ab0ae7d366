package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** The limiter that is the batcher (DESIGN 3, REFERENCE 3.1, 4). */
class PortalClientIT extends ClientIT {
  /**
   * Of 500 commands. How many fall together depends on the machine; one by one they would be 500,
   * and the bucket alone would have let a hundred through after half a minute.
   */
  private static final int MOST_REQUESTS = 100;

  @Autowired PortalHealth health;

  @Test
  void aLoneCommandGoesAsAPlainMethod() {
    stub.answers(StubPortal::echo);

    Map<String, Outcome> outcomes =
        send(install(), Urgency.LOOK_UP, new Command("me", "profile", Map.of("ID", 7))).join();

    assertThat(outcomes).containsOnlyKeys("me");
    assertThat(((Outcome.Success) outcomes.get("me")).result().asText()).isEqualTo("/rest/profile");
    StubPortal.Request request = stub.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.body().toString()).isEqualTo("{\"ID\":7,\"auth\":\"at1\"}");
    assertThat(request.headers())
        .containsEntry("User-agent", List.of("SIMtrix"))
        .containsEntry("Content-type", List.of("application/json; charset=UTF-8"));
    assertThat(request.headers().keySet())
        .noneMatch(
            name -> name.toLowerCase(Locale.ROOT).startsWith("camel") || name.equals("Urgency"));
  }

  @Test
  void fiveHundredCommandsAtOnceAreFewRequestsAndNeverOneTooMany() {
    LeakyBucket bucket = new LeakyBucket(50, 2);
    stub.answers(
        request ->
            bucket.takes()
                ? StubPortal.echo(request)
                : StubPortal.Reply.json(503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}"));
    long portal = install();

    List<CompletableFuture<Map<String, Outcome>>> answers =
        IntStream.range(0, 500)
            .parallel()
            .mapToObj(
                i ->
                    send(
                        portal,
                        i % 5 == 0 ? Urgency.LOOK_UP : Urgency.WRITE,
                        new Command("a", "crm.lead.get", Map.of("ID", i))))
            .toList();
    all(answers);

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.join().get("a")).isInstanceOf(Outcome.Success.class));
    assertThat(bucket.refused()).isZero();
    assertThat(stub.requests()).hasSizeBetween(10, MOST_REQUESTS);
  }

  @Test
  void aDrainOfManyRequestsIsNeverRefusedByThePortal() {
    LeakyBucket bucket = new LeakyBucket(50, 2);
    stub.answers(
        request ->
            bucket.takes()
                ? StubPortal.echo(request)
                : StubPortal.Reply.json(503, "{\"error\":\"QUERY_LIMIT_EXCEEDED\"}"));
    long portal = install();
    Command[] fifty =
        IntStream.range(0, 50).mapToObj(i -> command("n" + i, "m")).toArray(Command[]::new);

    all(IntStream.range(0, 54).mapToObj(i -> send(portal, Urgency.LOOK_UP, fifty)).toList());

    assertThat(stub.requests()).hasSize(54);
    assertThat(bucket.refused()).isZero();
  }

  @Test
  void aChainStaysTogetherAndKeepsItsReferences() {
    stub.answers(StubPortal::echo);
    long portal = install();
    List<CompletableFuture<Map<String, Outcome>>> answers =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    send(
                        portal,
                        Urgency.WRITE,
                        new Command("register", "call.register", Map.of("N", i)),
                        new Command(
                            "finish", "call.finish", Map.of("ID", "$result[register][CALL_ID]")),
                        new Command(
                            "bind", "call.bind", Map.of("ID", "$result[finish][ACTIVITY]"))))
            .toList();
    all(answers);

    for (int i = 0; i < answers.size(); i++) {
      Map<String, Outcome> outcomes = answers.get(i).join();
      String register = text(outcomes, "register");
      assertThat(register).isEqualTo("call.register?N=" + i);
      String prefix = text(outcomes, "finish").replaceAll(".*\\[(c\\d+)_register].*", "$1");
      assertThat(text(outcomes, "finish"))
          .isEqualTo("call.finish?ID=$result[" + prefix + "_register][CALL_ID]");
      assertThat(text(outcomes, "bind"))
          .isEqualTo("call.bind?ID=$result[" + prefix + "_finish][ACTIVITY]");
    }
    assertThat(stub.requests())
        .allSatisfy(request -> assertThat(request.body().path("cmd").size() % 3).isZero());
  }

  @Test
  void anErrorInABatchHitsOnlyItsOwner() {
    CountDownLatch gathered = new CountDownLatch(1);
    stub.answers(
        request -> {
          if (!request.isBatch()) {
            await(gathered);
            return StubPortal.echo(request);
          }
          return withErrorsFor(request, "bad.method");
        });
    long portal = install();
    List<CompletableFuture<Map<String, Outcome>>> first = fillBothSlots(portal);
    CompletableFuture<Map<String, Outcome>> good =
        send(portal, Urgency.WRITE, command("a", "good.method"));
    CompletableFuture<Map<String, Outcome>> bad =
        send(portal, Urgency.WRITE, command("a", "bad.method"), command("b", "good.method"));
    gathered.countDown();
    all(first);

    assertThat(good.join().get("a")).isInstanceOf(Outcome.Success.class);
    assertThat(bad.join().get("a")).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) bad.join().get("a")).failure().category())
        .isEqualTo(Category.REJECTED);
    assertThat(bad.join().get("b")).isInstanceOf(Outcome.Success.class);
    assertThat(stub.requests()).hasSize(3);
  }

  @Test
  void aRefusedLoneCommandIsItsOwnOutcomeAsInABatch() {
    stub.answers(
        request ->
            StubPortal.Reply.json(
                400, "{\"error\":\"\",\"error_description\":\"Call is not found\"}"));

    Outcome outcome = send(install(), Urgency.WRITE, command("a", "m")).join().get("a");

    assertThat(((Outcome.Refused) outcome).failure().category()).isEqualTo(Category.REJECTED);
  }

  @Test
  void aPortalThatHangsHoldsUpNobodyElse() {
    CountDownLatch release = new CountDownLatch(1);
    try (StubPortal other = new StubPortal()) {
      stub.answers(
          request -> {
            await(release);
            return StubPortal.echo(request);
          });
      other.answers(StubPortal::echo);
      long hanging = install();
      long healthy = installAt(other.endpoint());
      List<CompletableFuture<Map<String, Outcome>>> stuck = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        stuck.add(send(hanging, Urgency.WRITE, command("a", "m")));
        stuck.add(send(hanging, Urgency.LOOK_UP, command("a", "m")));
      }
      patience().until(() -> stub.requests().size() == 6);

      Map<String, Outcome> outcomes = send(healthy, Urgency.WRITE, command("a", "m")).join();

      assertThat(outcomes.get("a")).isInstanceOf(Outcome.Success.class);
      assertThat(stuck).noneMatch(CompletableFuture::isDone);
      assertThat(health.of(hanging).waitingCommands()).isPositive();
      release.countDown();
      all(stuck);
    }
  }

  @Test
  void whileTheFirstAreOutTheOthersGather() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger out = new AtomicInteger();
    stub.answers(
        request -> {
          if (out.incrementAndGet() <= 2) {
            await(release);
          }
          return StubPortal.echo(request);
        });
    long portal = install();
    List<CompletableFuture<Map<String, Outcome>>> answers = fillBothSlots(portal);
    for (int i = 0; i < 100; i++) {
      answers.add(send(portal, Urgency.WRITE, command("a", "m")));
    }
    release.countDown();
    all(answers);

    assertThat(stub.requests()).hasSize(4);
  }

  @Test
  void toAnUnknownPortalNothingIsSent() {
    CrmFailure failure = failure(send(Long.MAX_VALUE, Urgency.WRITE, command("a", "m")));

    assertThat(failure.category()).isEqualTo(Category.BUG);
    assertThat(failure.code()).isEqualTo("UNKNOWN_PORTAL");
  }

  /** Two writes on their way, one after the other, so that they do not share a request. */
  private List<CompletableFuture<Map<String, Outcome>>> fillBothSlots(long portal) {
    List<CompletableFuture<Map<String, Outcome>>> answers = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      int out = i;
      answers.add(send(portal, Urgency.WRITE, command("a", "hold")));
      patience().until(() -> stub.requests().size() == out);
    }
    return answers;
  }

  private static StubPortal.Reply withErrorsFor(StubPortal.Request request, String method) {
    StringBuilder results = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    for (Map.Entry<String, JsonNode> command : request.body().path("cmd").properties()) {
      boolean wrong = command.getValue().asText().equals(method);
      StringBuilder into = wrong ? errors : results;
      into.append(into.isEmpty() ? "" : ",")
          .append("\"%s\":".formatted(command.getKey()))
          .append(wrong ? "{\"error\":\"ERROR_CORE\",\"error_description\":\"no\"}" : "true");
    }
    return StubPortal.Reply.ok(
        "{\"result\":{\"result\":{%s},\"result_error\":{%s}}}".formatted(results, errors));
  }

  private static String text(Map<String, Outcome> outcomes, String name) {
    return ((Outcome.Success) outcomes.get(name)).result().asText();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
