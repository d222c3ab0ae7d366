package simtrix.mending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import simtrix.deadletter.DeadLetterRetry;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("Two nodes and one retry job")
class RetryRoundIT {

  private final RunningServer server = RunningServer.shared();
  private final CamelContext camel = server.bean(CamelContext.class);
  private final Support support = server.support();
  private InstalledPortal portal;
  private DeadCalls dead;
  private RetryRound one;
  private RetryRound other;

  @BeforeEach
  void stopTheClock() throws Exception {
    camel.getRouteController().stopRoute("retry-jobs");
    one = round(Clock.systemUTC());
    other = round(Clock.systemUTC());
    portal = InstalledPortal.on(server);
    dead = new DeadCalls(portal, support);
  }

  @AfterEach
  void letItGoOn() throws Exception {
    portal.close();
    camel.getRouteController().startRoute("retry-jobs");
  }

  @Test
  @DisplayName("One of them runs the job; when it is gone, the other one goes on with what is left")
  void lease() {
    portal.records.addContact("Eva", "Kern", "+4930111111");
    List<PhoneCall> calls = dead.answered("+4930111111", 2);
    long job = job();
    List<RetryItem> turn = one.next();
    assertThat(turn).extracting(RetryItem::job).containsExactly(job);
    assertThat(other.next()).isEmpty();
    RetryRound later = round(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
    assertThat(later.next()).extracting(RetryItem::letter).containsAll(letters(turn));
    assertThat(calls).allMatch(call -> call.status().equals("DEAD"));
    support.post("/retry-jobs/" + job + "/cancel", null);
  }

  @Test
  @DisplayName(
      "An item that both of them took is tried by one; what is not dead any more is skipped")
  void claim() {
    portal.records.addContact("Eva", "Kern", "+4930111111");
    PhoneCall call = dead.answered("+4930111111");
    long job = job();
    RetryItem item = one.next().get(0);
    assertThat(claimed(one, item)).isTrue();
    assertThat(claimed(other, item)).isFalse();
    assertThat(call.status()).isEqualTo("RETRYING");
    long second = job(Map.of("ids", List.of(item.letter())));
    assertThat(support.get("/retry-jobs/" + second).json().path("total").asInt()).isZero();
    support.post("/retry-jobs/" + job + "/cancel", null);
  }

  private boolean claimed(RetryRound node, RetryItem item) {
    Exchange exchange = new DefaultExchange(camel);
    node.start(exchange, item);
    return exchange.getProperty("claimed", Boolean.class);
  }

  private RetryRound round(Clock clock) {
    return new RetryRound(
        server.bean(JdbcClient.class),
        server.bean(DeadLetterRetry.class),
        server.bean(TransactionOperations.class),
        clock);
  }

  private long job() {
    return job(Map.of("filter", Map.of("portal", portal.id), "ratePerSecond", 0.1));
  }

  private long job(Map<String, ?> wanted) {
    return support.post("/retry-jobs", wanted).json().path("id").asLong();
  }

  private static List<Long> letters(List<RetryItem> items) {
    return items.stream().map(RetryItem::letter).toList();
  }
}
