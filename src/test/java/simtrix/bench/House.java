package simtrix.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.ServerProcess;

/** A server as a process of its own, with one portal and as many phones as a measurement needs. */
final class House implements AutoCloseable {

  final ServerProcess server;
  final InstalledPortal portal;
  final List<Phone> phones;

  /**
   * @param plan of the portal; the server is told the same
   */
  House(Plan plan, int phones, Map<String, Object> settings) {
    Map<String, Object> all = settings(plan);
    all.putAll(settings);
    this.server = ServerProcess.asInProduction(all);
    this.portal = InstalledPortal.on(server).comparingDigits();
    this.portal.sandbox.settings().plan(plan);
    this.phones = IntStream.range(0, phones).mapToObj(i -> portal.phone()).toList();
  }

  /** A quiet server, of which the phones may ask as much as they can. */
  static Map<String, Object> settings(Plan plan) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("simtrix.phone-rate.sustained", "100000");
    all.put("simtrix.phone-rate.burst", "100000");
    all.put("simtrix.bitrix24.requests-per-second", plan.drainPerSecond());
    all.put("simtrix.bitrix24.burst", plan.bucket());
    all.put("logging.level.root", "warn");
    all.put("logging.level.simtrix", "warn");
    return all;
  }

  /** Calls that are not done with. */
  long left() {
    JsonNode counts = server.support().counts(portal.id);
    return counts.path("QUEUED").asLong() + counts.path("RETRYING").asLong();
  }

  Phone phone(int i) {
    return phones.get(i % phones.size());
  }

  @Override
  public void close() {
    server.close();
    portal.close();
  }
}
