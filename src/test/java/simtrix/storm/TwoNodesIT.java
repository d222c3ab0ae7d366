package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;
import simtrix.testing.Support;
import simtrix.testing.TestServer;

@DisplayName("Two nodes on one database and one broker (DESIGN 11)")
class TwoNodesIT {

  private static final String REQUESTS = "simtrix_portal_requests_seconds_count";

  private final Nodes nodes = Nodes.shared();

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName(
      "Both write; kill -9 of either, and tokens that expire on both: lost 0, twice 0, no overrun")
  void eitherIsKilled(long seed) {
    try (Storm storm = Storm.on(nodes, "two nodes", seed, 160)) {
      storm.rage();
      storm.portal.sandbox.expireAccessTokens();
      storm.rage();
      Storm.patience()
          .untilAsserted(
              () ->
                  nodes
                      .both()
                      .forEach(node -> assertThat(writes(node, storm.portal)).isPositive()));
      for (ServerProcess node : nodes.both()) {
        storm.rage();
        storm.kill(node::killJava);
        storm.rage();
        node.start();
      }
      storm.blowOver();
      storm.reckon();
      assertThat(storm.portal.sandbox.rejectedForRate()).isZero();
    }
  }

  @Test
  @DisplayName("Calls of one unknown number on both nodes at once make one lead, in their order")
  void oneLead() {
    try (InstalledPortal portal = InstalledPortal.on(nodes.balancer)) {
      List<Phone> phones = both(portal);
      List<PhoneCall> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        PhoneCall call = phones.get(i % 2).call("+4930555555");
        assertThat(call.endsMissed().status()).isEqualTo(202);
        calls.add(call);
      }
      calls.forEach(call -> Storm.patience().until(() -> call.status().equals("WRITTEN")));
      assertThat(portal.records.leads()).hasSize(1);
      assertThat(portal.records.statistics())
          .extracting(row -> row.get("EXTERNAL_CALL_ID"))
          .containsExactlyElementsOf(calls.stream().map(call -> call.id.toString()).toList());
    }
  }

  @Test
  @DisplayName(
      "A node that stands still in the middle of a write, and goes on when the other has done it: one lead, one call")
  void frozen() {
    try (InstalledPortal portal = InstalledPortal.on(nodes.balancer)) {
      nodes.awaitWriters(portal);
      CountDownLatch goOn = new CountDownLatch(1);
      portal.sandbox.faults().on("crm.duplicate.findbycomm").then(Effect.late(goOn));
      PhoneCall call = portal.phone().call("+4930666777");
      assertThat(call.endsMissed().status()).isEqualTo(202);
      Storm.patience().until(portal.sandbox.faults()::allMet);
      ServerProcess frozen = at(call, nodes.first) ? nodes.first : nodes.second;
      Support other = (frozen == nodes.first ? nodes.second : nodes.first).support();
      frozen.freezeJava();
      try {
        goOn.countDown();
        Storm.patience().until(() -> status(other, call).equals("WRITTEN"));
      } finally {
        frozen.thawJava();
      }
      Storm.patience().until(() -> isOver(call, frozen));
      assertThat(portal.records.leads()).hasSize(1);
      assertThat(portal.statisticsOf(call.id)).hasSize(1);
      assertThat(status(other, call)).isEqualTo("WRITTEN");
      assertThat(frozen.log()).contains(call.id + " ends here");
    }
  }

  private static boolean at(PhoneCall call, ServerProcess node) {
    return lines(call, node).anyMatch(line -> line.contains("begin-attempt"));
  }

  /** Whether a node has done with a call whatever it wanted to. */
  private static boolean isOver(PhoneCall call, ServerProcess node) {
    return lines(call, node)
        .anyMatch(line -> line.contains("note-written") || line.contains("ends here"));
  }

  private static Stream<String> lines(PhoneCall call, ServerProcess node) {
    return node.log().lines().filter(line -> line.contains(call.id.toString()));
  }

  private static String status(Support support, PhoneCall call) {
    return support.get("/calls/" + call.id).json().path("status").asText();
  }

  @Test
  @DisplayName("Both together take no more than the portal's bucket, and its refill")
  void oneBucket() {
    try (InstalledPortal portal = InstalledPortal.on(nodes.balancer)) {
      portal.sandbox.settings().plan(new Plan(20, 200));
      List<Phone> phones = both(portal);
      portal.sandbox.clearRequests();
      askUntil(() -> portal.sandbox.requests().size() > 300, phones);
      nodes.both().forEach(node -> assertThat(requests(node, portal)).isGreaterThan(50));
      assertThat(portal.sandbox.rejectedForRate()).isZero();
    }
  }

  @Test
  @DisplayName("A retry job is run by one node, and by the other one when that is killed")
  void retryJob() {
    try (InstalledPortal portal = InstalledPortal.on(nodes.balancer)) {
      portal.records.addContact("Eva", "Kern", "+4930111111");
      Support support = nodes.second.support();
      DeadCalls dead = new DeadCalls(portal, support);
      List<PhoneCall> calls = dead.answered("+4930111111", 10);
      dead.comesBack();
      long job =
          nodes
              .first
              .support()
              .post(
                  "/retry-jobs", Map.of("filter", Map.of("portal", portal.id), "ratePerSecond", 2))
              .json()
              .path("id")
              .asLong();
      Storm.patience().until(() -> done(support, job, "done") >= 3);
      nodes.first.killJava();
      Storm.patience().until(() -> done(support, job, "succeeded") == calls.size());
      calls.forEach(call -> assertThat(portal.statisticsOf(call.id)).hasSize(1));
      nodes.first.start();
    }
  }

  @Test
  @DisplayName("Who has logged in on one node is known on the other")
  void console() throws Exception {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    URI page = nodes.first.address().resolve("/console/login");
    String form = get(browser, page).body();
    Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(form);
    assertThat(token.find()).isTrue();
    HttpResponse<String> login =
        browser.send(
            HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=admin&password=%s&_csrf=%s"
                            .formatted(
                                TestServer.PASSWORD,
                                URLEncoder.encode(token.group(1), StandardCharsets.UTF_8))))
                .build(),
            BodyHandlers.ofString());
    assertThat(login.statusCode()).isEqualTo(302);
    URI calls = nodes.second.address().resolve("/console/calls");
    assertThat(get(browser, calls).statusCode()).isEqualTo(200);
    assertThat(get(HttpClient.newHttpClient(), calls).statusCode()).isEqualTo(302);
  }

  /**
   * Two people on each phone ask for a new number as soon as the last is answered, so that few
   * questions wait together and most make a request of their own.
   */
  private static void askUntil(BooleanSupplier enough, List<Phone> phones) {
    AtomicInteger number = new AtomicInteger(30_700_000);
    AtomicBoolean goOn = new AtomicBoolean(true);
    List<CompletableFuture<Void>> people = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 4; i++) {
        Phone phone = phones.get(i % 2);
        people.add(
            CompletableFuture.runAsync(
                () -> {
                  while (goOn.get()) {
                    phone.caller("+49" + number.getAndIncrement());
                  }
                },
                threads));
      }
      Storm.patience().until(enough::getAsBoolean);
    } finally {
      goOn.set(false);
      people.forEach(CompletableFuture::join);
      threads.shutdown();
    }
  }

  private static HttpResponse<String> get(HttpClient browser, URI page) throws Exception {
    return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
  }

  /** A phone on each node. */
  private List<Phone> both(InstalledPortal portal) {
    return nodes.both().stream().map(node -> node.support().pair(portal.id, portal.user)).toList();
  }

  private static int done(Support support, long job, String what) {
    return support.get("/retry-jobs/" + job).json().path(what).asInt();
  }

  private static double writes(ServerProcess node, InstalledPortal portal) {
    return sum(node, portal, "urgency=\"write\"");
  }

  private static double requests(ServerProcess node, InstalledPortal portal) {
    return sum(node, portal, "");
  }

  private static double sum(ServerProcess node, InstalledPortal portal, String tag) {
    return node.metrics().entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(REQUESTS))
        .filter(sample -> sample.getKey().contains("portal=\"" + portal.id + "\""))
        .filter(sample -> sample.getKey().contains(tag))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
