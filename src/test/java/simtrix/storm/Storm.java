package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.Http;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.TestServer;

/**
 * One storm: a portal of its own, phones that do not give up, and afterwards the reckoning: every
 * accepted call exactly once in the portal, no second lead, and the sum adds up (DESIGN 3).
 */
final class Storm implements AutoCloseable {

  private static final int CALLERS = 8;
  private static final String STATUS = "simtrix_calls{status=";

  final InstalledPortal portal;
  final Random random;
  private final TestServer server;
  private final String name;
  private final StormPhones phones;
  private final Phone phone;
  private int kills;

  private Storm(
      TestServer server, String name, long seed, int calls, Consumer<InstalledPortal> first) {
    this.server = server;
    this.name = name;
    this.random = new Random(seed);
    this.portal = InstalledPortal.on(server);
    portal.sandbox.settings().plan(new Plan(20, 200));
    first.accept(portal);
    this.phone = portal.phone();
    List<Phone> paired = List.of(portal.phone(), portal.phone(), portal.phone());
    this.phones = new StormPhones(paired, callers(), calls, random);
  }

  /** Half of the callers are known; half of the calls were missed. */
  static Storm on(TestServer server, String name, long seed, int calls) {
    return new Storm(server, name, seed, calls, portal -> {});
  }

  /**
   * The same in a portal that is prepared for it.
   *
   * @param prepare done before the first phone calls
   */
  static Storm on(
      TestServer server, String name, long seed, int calls, Consumer<InstalledPortal> prepare) {
    return new Storm(server, name, seed, calls, prepare);
  }

  /** The same on two nodes, when both know the portal. */
  static Storm on(Nodes nodes, String name, long seed, int calls) {
    return new Storm(nodes.balancer, name, seed, calls, nodes::awaitWriters);
  }

  /** The seeds to run with: {@code -Dsimtrix.storm.seeds=1,2,3}. */
  static LongStream seeds() {
    return Stream.of(System.getProperty("simtrix.storm.seeds", "20261124").split(","))
        .mapToLong(Long::parseLong);
  }

  private List<String> callers() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      String known = "+49301110" + (100 + i);
      portal.contactWithDeal(known);
      numbers.add(known);
      numbers.add("+49302220" + (100 + i));
    }
    return numbers;
  }

  /** A random instant: when some more events have been taken. */
  void rage() {
    int goal = Math.max(0, phones.left() - 20 - random.nextInt(40));
    patience().pollInterval(Duration.ofMillis(5)).until(() -> phones.left() <= goal);
  }

  void kill(Runnable kill) {
    kills++;
    kill.run();
  }

  /** One more call, outside the traffic. */
  PhoneCall call() {
    PhoneCall call = phone.call("+49301110100");
    phones.calls.add(call);
    return call;
  }

  /**
   * A call that the server says it cannot keep, and when to come back. What it keeps before it
   * comes to that is part of the storm.
   */
  PhoneCall refusedCall() {
    // At once: where a backup takes over, the time in which a server refuses is short.
    return patience()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(this::refused, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<PhoneCall> refused() {
    PhoneCall call = call();
    Http.Answer answer = call.endsAnswered();
    if (answer.status() == 202) {
      return Optional.empty();
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
    return Optional.of(call);
  }

  /** The phone of such a call tells it again, as often as it has to. */
  static void tellAgain(PhoneCall call) {
    patience().until(() -> call.endsAnswered().status() == 202);
  }

  /** Waits until the phones have told everything and nothing waits to be written any more. */
  void blowOver() {
    patience().until(phones::isEmpty);
    assertThat(phones.refused).as("events refused for good").hasValue(0);
    patience()
        .untilAsserted(
            () -> {
              JsonNode counts = counts();
              assertThat(counts.path("QUEUED").asInt() + counts.path("RETRYING").asInt())
                  .as("%s", counts)
                  .isZero();
            });
  }

  /** How often a phone was answered with a server error other than 503. */
  int mistakenAnswers() {
    return phones.mistaken.get();
  }

  /** A person brings every dead letter back. */
  void retryLetters() {
    letters().forEach(letter -> assertThat(server.support().retry(letter).status()).isEqualTo(202));
  }

  /** The open dead letters of this portal. */
  JsonNode letters() {
    return server
        .support()
        .get("/dead-letters?portal=" + portal.id + "&size=200")
        .json()
        .path("items");
  }

  JsonNode counts() {
    return server.support().counts(portal.id);
  }

  /** Prints the figures and holds them to the promise. */
  void reckon() {
    int lost = 0;
    int twice = 0;
    for (PhoneCall call : phones.calls) {
      int rows = portal.statisticsOf(call.id).size();
      String status = status(call);
      lost += rows == 0 && !status.equals("LOCAL") ? 1 : 0;
      twice += rows > 1 ? 1 : 0;
    }
    JsonNode counts = counts();
    System.out.printf(
        "Storm %s: calls %d, kills %d, cuts %d, lost %d, twice %d %s%n",
        name, phones.calls.size(), kills, cuts(), lost, twice, counts);
    assertThat(lost).as("lost").isZero();
    assertThat(twice).as("twice").isZero();
    assertThat(counts.path("accepted").asInt()).isEqualTo(phones.calls.size());
    assertThat(counts.path("WRITTEN").asInt() + counts.path("LOCAL").asInt())
        .as("%s", counts)
        .isEqualTo(phones.calls.size());
    assertThat(portal.records.statistics()).hasSize(counts.path("WRITTEN").asInt());
    assertThat(portal.records.leads())
        .extracting(lead -> lead.get("TITLE"))
        .doesNotHaveDuplicates();
    assertThat(portal.records.unfinishedCalls()).isEmpty();
    assertSumAddsUp();
  }

  /** As support is told it: phones that have just told much are told to wait. */
  private String status(PhoneCall call) {
    return server.support().get("/calls/" + call.id).json().path("status").asText();
  }

  private long cuts() {
    return portal.sandbox.requests().stream().filter(request -> request.status() == 0).count();
  }

  private void assertSumAddsUp() {
    Map<String, Double> metrics = server.metrics();
    double sum =
        metrics.entrySet().stream()
            .filter(sample -> sample.getKey().startsWith(STATUS))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(sum).isEqualTo(metrics.get("simtrix_calls_accepted"));
    assertThat(metrics.get("simtrix_calls_sum_wrong")).isZero();
  }

  static ConditionFactory patience() {
    return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
  }

  @Override
  public void close() {
    phones.close();
    portal.close();
  }
}
