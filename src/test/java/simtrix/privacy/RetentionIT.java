package simtrix.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import simtrix.call.ForgottenCalls;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("Persons are forgotten after the retention; figures and dead letters stay (DESIGN 9)")
class RetentionIT {

  /** Would forget calls of these tests beside them. */
  private static final String ONCE_A_MINUTE = "forget-old-calls";

  private static final String DIGITS = "1573339911";
  private static final String NUMBER = "+49" + DIGITS;

  private final RunningServer server = RunningServer.shared();
  private final JdbcClient database = server.bean(JdbcClient.class);
  private final Support support = server.support();
  private final Traces traces = new Traces(server);
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @BeforeAll
  static void stopTheClock() throws Exception {
    camel().getRouteController().stopRoute(ONCE_A_MINUTE);
  }

  @AfterAll
  static void letItGoOn() throws Exception {
    camel().getRouteController().startRoute(ONCE_A_MINUTE);
  }

  private static CamelContext camel() {
    return RunningServer.shared().bean(CamelContext.class);
  }

  @Test
  @DisplayName("Old calls that are done with say nothing about anybody; the sum still adds up")
  void old() {
    portal.records.addContact("Eva", "Kern", NUMBER);
    PhoneCall written = phone.call(NUMBER);
    written.endsAnswered();
    DeadCalls.patience().until(() -> written.status().equals("WRITTEN"));
    DeadCalls calls = new DeadCalls(portal, support);
    PhoneCall archived = calls.answered(NUMBER);
    PhoneCall dead = calls.answered(NUMBER);
    support.post("/dead-letters/" + calls.id(archived) + "/archive", null);
    PhoneCall young = phone.call(NUMBER);
    var before = support.counts(portal.id);
    age(written, archived, dead);

    sweep();

    assertThat(number(written)).isEmpty();
    assertThat(number(archived)).isEmpty();
    assertThat(number(dead)).as("waits for somebody").isEqualTo(NUMBER);
    assertThat(support.counts(portal.id)).isEqualTo(before);
    assertThat(support.get("/calls/" + written.id).json().path("crm").isNull()).isTrue();

    assertThat(written.endsMissed().status()).as("a phone that was in a drawer").isEqualTo(202);
    assertThat(number(written)).isEmpty();
    assertThat(written.status()).isEqualTo("WRITTEN");

    calls.comesBack();
    support.retry(calls.letter(dead));
    DeadCalls.patience().until(() -> dead.status().equals("WRITTEN"));
    sweep();
    assertThat(traces.ofNumber(DIGITS)).isEmpty();
    assertThat(young.endsMissed().status()).isEqualTo(202);
    DeadCalls.patience().until(() -> !number(young).isEmpty());
    DeadCalls.patience().until(() -> !List.of("QUEUED", "RETRYING").contains(young.status()));
    age(young);
    sweep();
  }

  @Test
  @DisplayName("Many at once, from two nodes: each call once, and nobody waits for a lock")
  void many() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      ids.add(UUID.randomUUID().toString());
    }
    insert(ids);
    ForgottenCalls calls = server.bean(ForgottenCalls.class);
    Instant limit = Instant.parse("2020-01-02T00:00:00Z");
    CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> all(calls, limit));
    CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> all(calls, limit));
    assertThat(one.join() + other.join()).isGreaterThanOrEqualTo(3_000);
    assertThat(left(limit)).isZero();
    assertThat(one.join() + other.join()).isEqualTo(3_000);
  }

  @Test
  @DisplayName("A phone is taken off the list when it was revoked longer ago than the retention")
  void revokedPhones() {
    Phone lately = portal.phone();
    Phone paired = portal.phone();
    for (Phone revoked : List.of(phone, lately)) {
      support.post("/devices/" + revoked.deviceId + "/revoke", null);
    }
    database
        .sql("update device set revoked_at = '2020-01-01' where id = ?")
        .param(phone.deviceId)
        .update();
    sweep();
    assertThat(support.get("/devices").json().findValuesAsText("id"))
        .doesNotContain(phone.deviceId)
        .contains(lately.deviceId, paired.deviceId);
  }

  @Test
  @DisplayName("One node at a time; another one goes on when it is gone")
  void lease() {
    SweepLease one = new SweepLease(database, Clock.systemUTC());
    SweepLease other = new SweepLease(database, Clock.systemUTC());
    SweepLease later =
        new SweepLease(database, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3)));
    String name = "test " + UUID.randomUUID().toString().substring(0, 8);
    assertThat(one.take(name, Duration.ofMinutes(2))).isTrue();
    assertThat(other.take(name, Duration.ofMinutes(2))).isFalse();
    assertThat(one.take(name, Duration.ofMinutes(2))).isTrue();
    assertThat(later.take(name, Duration.ofMinutes(2))).isTrue();
  }

  private static int all(ForgottenCalls calls, Instant limit) {
    int all = 0;
    int some;
    do {
      some = calls.forgetBefore(limit);
      all += some;
    } while (some > 0);
    return all;
  }

  private int left(Instant limit) {
    return database
        .sql("select count(*) from call_journal where received_at < :limit and number is not null")
        .param("limit", java.time.LocalDateTime.ofInstant(limit, java.time.ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }

  private void insert(List<String> ids) {
    String rows =
        String.join(
            ",",
            ids.stream()
                .map(
                    id ->
                        "('%s', %d, 'x', 1, 'ENDED', 'MISSED', 'LOCAL', '+4930', 'ALLOWED', '2020-01-01', '2020-01-01', '2020-01-01')"
                            .formatted(id, portal.id))
                .toList());
    database
        .sql(
            "insert into call_journal (call_id, portal_id, device_id, user_id, state, outcome, status, number,"
                + " presentation, ringing_at, received_at, updated_at) values "
                + rows)
        .update();
  }

  /** What the timer does once a minute. */
  private void sweep() {
    Retention retention = server.bean(Retention.class);
    Exchange exchange = new DefaultExchange(server.bean(CamelContext.class));
    retention.begin(exchange);
    retention.rest();
    assertThat(exchange.getProperty("more", Boolean.class)).isTrue();
    int steps = 0;
    while (exchange.getProperty("more", Boolean.class)) {
      retention.step(exchange, steps++);
    }
  }

  private void age(PhoneCall... calls) {
    for (PhoneCall call : calls) {
      database
          .sql(
              "update call_journal set received_at = utc_timestamp() - interval 91 day where call_id = :id")
          .param("id", call.id.toString())
          .update();
    }
  }

  private String number(PhoneCall call) {
    return support.get("/calls/" + call.id).json().path("number").asText("").replace("null", "");
  }
}
