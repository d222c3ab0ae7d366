package simtrix.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import simtrix.sandbox.Effect;
import simtrix.sandbox.LoggedRequest;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.ServerProcess;

/** Whether portals that are down hinder the others: the time from 202 to the line in the CRM. */
final class Portals {

  private static final int PORTALS = Integer.getInteger("bench.portals", 1_000);
  private static final int ROUNDS = 2;
  private static final int CALLS_A_SECOND = Integer.getInteger("bench.portal-calls", 20);
  private static final int ONE_IN = 10;
  private static final String NUMBER = "+49301234567";

  /** One portal, its phone, and when each of its calls was accepted. */
  private record House(InstalledPortal portal, Phone phone, List<Instant> accepted) {}

  private Portals() {}

  static List<Row> measure() {
    Map<String, Object> settings =
        new LinkedHashMap<>(simtrix.bench.House.settings(new Plan(2, 50)));
    try (ServerProcess server = ServerProcess.asInProduction(settings)) {
      List<House> houses = new ArrayList<>();
      for (int i = 0; i < PORTALS; i++) {
        InstalledPortal portal = InstalledPortal.on(server).comparingDigits();
        portal.contactWithDeal(NUMBER);
        houses.add(new House(portal, portal.phone(), new ArrayList<>()));
      }
      calls(houses);
      Histogram up = calls(houses);
      for (int i = 0; i < PORTALS; i += ONE_IN) {
        houses
            .get(i)
            .portal()
            .sandbox
            .faults()
            .onAny()
            .always()
            .then(Effect.hang(Duration.ofMinutes(5)));
      }
      calls(houses);
      Histogram down = calls(houses);
      houses.forEach(house -> house.portal().close());
      return rows(up, down);
    }
  }

  private static List<Row> rows(Histogram up, Histogram down) {
    return List.of(
        Row.figure(
            "%,d portals, %d calls a second: from 202 to the CRM, median / p90, all up"
                .formatted(PORTALS, CALLS_A_SECOND),
            "%.0f / %.0f ms",
            up.getValueAtPercentile(50) / 1e6,
            up.getValueAtPercentile(90) / 1e6),
        Row.figure(
            "the same for the others while one in ten hangs",
            "%.0f / %.0f ms",
            down.getValueAtPercentile(50) / 1e6,
            down.getValueAtPercentile(90) / 1e6),
        Row.target(
            "the others' median against before",
            "%.2f",
            (double) down.getValueAtPercentile(50) / up.getValueAtPercentile(50),
            "within 1.10",
            value -> value <= 1.1));
  }

  /** Calls at every portal, one after the other; the delays of those that are up. */
  private static Histogram calls(List<House> houses) {
    houses.forEach(
        house -> {
          house.accepted().clear();
          house.portal().sandbox.clearRequests();
        });
    Load.steady(
        PORTALS * ROUNDS,
        64,
        CALLS_A_SECOND,
        i -> {
          House house = houses.get(i % PORTALS);
          int status = house.phone().call(NUMBER).endsAnswered().status();
          if (status != 202) {
            throw new IllegalStateException("An ended call was answered with " + status + ".");
          }
          house.accepted().add(Instant.now());
        });
    LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
    Histogram delays = new Histogram(Duration.ofMinutes(10).toNanos(), 3);
    for (int i = 0; i < houses.size(); i++) {
      if (i % ONE_IN != 0) {
        delays(houses.get(i)).forEach(delay -> delays.recordValue(Math.max(1, delay.toNanos())));
      }
    }
    return delays;
  }

  private static List<Duration> delays(House house) {
    List<Instant> written =
        house.portal().sandbox.requests().stream()
            .filter(request -> request.calls("telephony.externalCall.finish"))
            .map(LoggedRequest::at)
            .toList();
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < Math.min(written.size(), house.accepted().size()); i++) {
      delays.add(Duration.between(house.accepted().get(i), written.get(i)));
    }
    return delays;
  }
}
