package simtrix.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static simtrix.testing.TestServer.PASSWORD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;
import org.yaml.snakeyaml.Yaml;
import simtrix.testing.Commands;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("Dashboard and alert rules name what the server publishes")
class MonitoringIT {

  private static final Path DASHBOARD = Path.of("config", "grafana", "simtrix-dashboard.json");
  private static final Path RULES = Path.of("config", "prometheus", "simtrix-alerts.yml");
  private static final Pattern METRIC =
      Pattern.compile("\\b(simtrix|jvm|hikaricp)_[a-z0-9_]+(?![a-z0-9_]*\\()");

  /** A route as an integration engineer writes one. */
  private static final String DOOMED =
      """
      - route:
          id: doomed
          description: Never comes to its end
          errorHandler:
            noErrorHandler: {}
          from:
            uri: jms
            parameters:
              destinationName: own.doomed
              transacted: true
              lazyCreateTransactionManager: false
            steps:
              - process:
                  id: fail
                  description: Fails
                  ref: doom
      """;

  private final RunningServer server = RunningServer.shared();

  @Test
  @DisplayName("Every metric of a panel or a rule is there after one call, with a description")
  void metricsExist() throws IOException {
    try (InstalledPortal portal = InstalledPortal.on(server)) {
      portal.contactWithDeal("+4930111111");
      PhoneCall call = portal.phone().call("+4930111111");
      assertThat(call.rings().path("kind").asText()).isEqualTo("KNOWN");
      assertThat(call.endsAnswered().status()).isEqualTo(202);
      await().atMost(Duration.ofMinutes(1)).until(() -> call.status().equals("WRITTEN"));
      Set<String> published =
          server.metrics().keySet().stream()
              .map(sample -> sample.replaceFirst("\\{.*", ""))
              .collect(Collectors.toSet());
      assertThat(published).containsAll(named());
      server.bean(HouseMetrics.class).read();
      Map<String, Double> metrics = server.metrics();
      assertThat(metrics.get("simtrix_phones{seen=\"5m\"}")).isPositive();
      assertThat(metrics.get("simtrix_portals{status=\"ACTIVE\"}")).isPositive();
      assertThat(metrics.get("simtrix_cards_seconds_count{kind=\"KNOWN\"}")).isPositive();
      assertThat(metrics.keySet()).anyMatch(name -> name.contains("le=\"1.5\""));
      assertThat(metrics.get("simtrix_portal_tokens{portal=\"" + portal.id + "\"}"))
          .isBetween(0.0, 50.0);
      assertThat(metrics.get("simtrix_portal_circuit{portal=\"" + portal.id + "\"}")).isZero();
    }
  }

  @Test
  @DisplayName("Phones are counted by when they were heard of, whatever they are called")
  void phones() {
    try (InstalledPortal portal = InstalledPortal.on(server)) {
      HouseMetrics house = server.bean(HouseMetrics.class);
      List<Phone> named = new ArrayList<>();
      for (String name : List.of("Eva's", "Jan's", "Ida's")) {
        Phone phone = portal.phone();
        server.support().post("/devices/" + phone.deviceId + "/rename", Map.of("name", name));
        named.add(phone);
      }
      // Those of other tests: each of them would leave the last five minutes at some moment.
      server
          .bean(JdbcClient.class)
          .sql(
              "update device set last_seen_at = now() - interval 3 hour where last_seen_at is not null")
          .update();
      for (Phone phone : named) {
        phone.caller("+4930111111");
      }
      house.read();
      double before = server.metrics().get("simtrix_phones{seen=\"5m\"}");
      Phone quiet = portal.phone();
      quiet.caller("+4930111111");
      house.read();
      assertThat(server.metrics()).containsEntry("simtrix_phones{seen=\"5m\"}", before + 1);
      server
          .bean(JdbcClient.class)
          .sql("update device set last_seen_at = now() - interval 3 hour where id = ?")
          .param(quiet.deviceId)
          .update();
      house.read();
      assertThat(server.metrics())
          .containsEntry("simtrix_phones{seen=\"5m\"}", before)
          .hasEntrySatisfying(
              "simtrix_phones{seen=\"1d\"}", count -> assertThat(count).isPositive());
    }
  }

  @Test
  @DisplayName(
      "A message of one's own queue that fails twelve times lies on own.dead, and operators see it")
  void ownDead() throws Exception {
    JmsTemplate jms = new JmsTemplate(server.bean(ConnectionFactory.class));
    jms.setReceiveTimeout(Duration.ofSeconds(30).toMillis());
    HouseMetrics house = server.bean(HouseMetrics.class);
    house.read();
    assertThat(server.metrics().get("simtrix_own_dead")).isZero();
    comeBackSoon("own.doomed");
    CamelContext camel = server.bean(CamelContext.class);
    AtomicInteger deliveries = new AtomicInteger();
    camel.getRegistry().bind("doom", (Processor) exchange -> fail(deliveries));
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("doomed.camel.yaml", DOOMED));
    try {
      jms.convertAndSend("own.doomed", "nobody can do this");
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                house.read();
                assertThat(server.metrics().get("simtrix_own_dead")).isEqualTo(1);
              });
      assertThat(deliveries).hasValue(12);
      assertThat(jms.receiveAndConvert("own.dead")).isEqualTo("nobody can do this");
    } finally {
      camel.getRouteController().stopRoute("doomed");
      camel.removeRoute("doomed");
    }
  }

  /** As config/broker.xml says of such queues, but without its pauses of up to an hour. */
  private void comeBackSoon(String queue) {
    HierarchicalRepository<AddressSettings> all =
        server.bean(EmbeddedActiveMQ.class).getActiveMQServer().getAddressSettingsRepository();
    AddressSettings soon = new AddressSettings(all.getMatch(queue));
    all.addMatch(queue, soon.setRedeliveryDelay(10).setMaxRedeliveryDelay(20));
  }

  private static void fail(AtomicInteger deliveries) {
    deliveries.incrementAndGet();
    throw new IllegalStateException("This route cannot do it.");
  }

  @Test
  @DisplayName("Every rule says what is wrong and what to do; promtool takes the file")
  void rules() throws IOException {
    for (Map<String, Object> rule : alerts()) {
      assertThat(rule).containsKeys("alert", "expr", "labels");
      assertThat(((Map<?, ?>) rule.get("annotations")).keySet())
          .map(Object::toString)
          .containsExactlyInAnyOrder("summary", "action");
    }
    List<Path> promtool =
        Stream.of(Path.of("target/promtool/usr/bin/promtool"), Path.of("/usr/bin/promtool"))
            .filter(Files::isExecutable)
            .toList();
    Assumptions.assumeFalse(promtool.isEmpty(), "bin/verify fetches promtool");
    Commands.run(promtool.get(0).toString(), "check", "rules", RULES.toString());
  }

  @Test
  @DisplayName("Liveness does not ask the database; readiness does, and the broker")
  void healthGroups() throws IOException, InterruptedException {
    assertThat(health("liveness")).contains("livenessState").doesNotContain("\"db\"");
    assertThat(health("readiness")).contains("readinessState", "\"db\"", "\"jms\"");
  }

  private String health(String group) throws IOException, InterruptedException {
    String login = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.address().resolve("/actuator/health/" + group))
                .header("Authorization", "Basic " + login)
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static Set<String> named() throws IOException {
    List<String> queries = new ArrayList<>();
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    dashboard.findValues("expr").forEach(expression -> queries.add(expression.asText()));
    alerts().forEach(rule -> queries.add((String) rule.get("expr")));
    Set<String> names = new TreeSet<>();
    for (String query : queries) {
      METRIC.matcher(query).results().forEach(found -> names.add(found.group()));
    }
    assertThat(names).hasSizeGreaterThan(12);
    return names;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> alerts() throws IOException {
    Map<String, Object> file = new Yaml().load(Files.readString(RULES));
    return ((List<Map<String, Object>>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .toList();
  }
}
