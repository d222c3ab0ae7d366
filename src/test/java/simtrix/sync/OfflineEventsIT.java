package simtrix.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.SandboxSettings.EventDelivery;
import simtrix.sandbox.SandboxSettings.OfflineData;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.RunningServer;

@DisplayName(
    "Events that a portal keeps until they are fetched: no change is missed (REFERENCE 7.4)")
class OfflineEventsIT {

  private static final String NUMBER = "+4930111111";
  private static final String GET = "event.offline.get";
  private static final String CLEAR = "event.offline.clear";

  private final RunningServer server = RunningServer.shared();
  private final JdbcClient database = server.bean(JdbcClient.class);
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private Phone phone;

  @BeforeEach
  void open() {
    patience().until(() -> row("offered").equals("1") && row("leased_until").isEmpty());
    phone = portal.phone();
    lose();
  }

  @ParameterizedTest
  @EnumSource(OfflineData.class)
  @DisplayName(
      "A change of which no event came is found in the queue, whatever its records look like")
  void lostEvent(OfflineData shape) {
    portal.sandbox.settings().offlineData(shape);
    int contact = cached("Kern");
    portal.records.update(EntityType.CONTACT, contact, Map.of("LAST_NAME", "Kern-Maier"));
    assertThat(name()).isEqualTo("Eva Kern");
    turn();
    patience().until(() -> name().equals("Eva Kern-Maier"));
    patience().until(() -> portal.sandbox.offlineRecords() == 0);
  }

  @Test
  @DisplayName("Nothing has happened: one command, alone, and nothing to give back")
  void idle() {
    turn();
    portal.sandbox.clearRequests();
    turn();
    assertThat(portal.sandbox.requests()).hasSize(1).allMatch(request -> request.calls(GET));
  }

  @Test
  @DisplayName("A mass update is fetched package by package in one turn, and given back")
  void packages() {
    for (int i = 0; i < 120; i++) {
      portal.records.addCompany("Firma " + i);
    }
    portal.sandbox.clearRequests();
    turn();
    assertThat(portal.sandbox.offlineRecords()).isZero();
    assertThat(portal.sandbox.requests().stream().filter(r -> r.calls(GET))).hasSize(3);
  }

  @Test
  @DisplayName("A package that was never given back is read again, and then given back")
  void interrupted() {
    int contact = cached("Kern");
    portal.records.update(EntityType.CONTACT, contact, Map.of("LAST_NAME", "Kern-Maier"));
    portal.sandbox.faults().on(CLEAR).then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Later"));
    turn();
    assertThat(portal.sandbox.offlineRecords()).isPositive();
    String process = row("package");
    assertThat(process).isNotEmpty();
    turn();
    assertThat(portal.sandbox.lastParams(CLEAR))
        .hasValueSatisfying(last -> assertThat(last).containsEntry("process_id", process));
    assertThat(portal.sandbox.offlineRecords()).isZero();
    assertThat(row("package")).isEmpty();
  }

  @Test
  @DisplayName(
      "A package that was set aside while the connection broke is nowhere to be seen: all are forgotten")
  void unseen() {
    int contact = cached("Kern");
    portal.records.update(EntityType.CONTACT, contact, Map.of("LAST_NAME", "Kern-Maier"));
    portal.sandbox.faults().on(GET).then(Effect.cutAfterCommit());
    turn();
    assertThat(row("asked")).isEqualTo("1");
    assertThat(name()).as("a portal in trouble throws no card away").isEqualTo("Eva Kern");
    turn();
    patience().until(() -> name().equals("Eva Kern-Maier"));
    assertThat(row("asked")).isEqualTo("0");
  }

  @Test
  @DisplayName(
      "A portal without such a queue, or an administrator's token, costs one question an hour")
  void notOffered() {
    portal.sandbox.settings().offlineEvents(false);
    turn();
    assertThat(row("offered")).isEqualTo("0");
    assertThat(minutesToNext()).isBetween(55L, 60L);
    portal.sandbox.settings().offlineEvents(true).installedByAdmin(false);
    turn();
    assertThat(row("offered")).isEqualTo("0");
    portal.sandbox.settings().installedByAdmin(true);
    turn();
    patience().until(() -> row("offered").equals("1"));
  }

  @Test
  @DisplayName("The portal says that something waits, and is not kept waiting")
  void wakeUp() {
    portal.sandbox.settings().eventDelivery(EventDelivery.AT_ONCE);
    turn();
    portal.records.addCompany("Firma");
    patience().until(() -> portal.sandbox.offlineRecords() == 0);
    assertThat(minutesToNext()).as("long before its turn").isZero();
  }

  private int cached(String lastName) {
    int contact = portal.records.addContact("Eva", lastName, NUMBER);
    turn();
    patience().until(() -> name().equals("Eva " + lastName));
    patience().until(() -> phone.caller(NUMBER).path("freshness").asText().equals("CACHED"));
    return contact;
  }

  private String name() {
    JsonNode caller = phone.caller(NUMBER).path("caller");
    return caller.path("name").asText();
  }

  /** No event reaches the server any more. */
  private void lose() {
    portal.sandbox.settings().eventDelivery(new EventDelivery(Duration.ZERO, 1, false, false));
  }

  /** The time has come to ask the portal, and it has been asked. */
  private void turn() {
    patience().until(() -> row("leased_until").isEmpty());
    database
        .sql("update portal_offline set next_at = '2000-01-01' where portal_id = :portal")
        .param("portal", portal.id)
        .update();
    patience().until(() -> !row("next_at").startsWith("2000") && row("leased_until").isEmpty());
  }

  private long minutesToNext() {
    return database
        .sql(
            "select timestampdiff(minute, utc_timestamp(), next_at) from portal_offline where portal_id = :portal")
        .param("portal", portal.id)
        .query(Long.class)
        .single();
  }

  private String row(String column) {
    return database
        .sql(
            "select coalesce(cast(%s as char), '') from portal_offline where portal_id = :portal"
                .formatted(column))
        .param("portal", portal.id)
        .query(String.class)
        .optional()
        .orElse("");
  }

  private static ConditionFactory patience() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }
}
