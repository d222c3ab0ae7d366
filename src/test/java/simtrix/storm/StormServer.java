package simtrix.storm;

import java.util.Map;
import simtrix.testing.ServerProcess;

/**
 * The server that storms share, because starting it is the expensive part. It gives up waiting
 * early, so that a storm is over in seconds.
 */
final class StormServer {

  static final Map<String, Object> SETTINGS =
      Map.of(
          "simtrix.retry-delays", "1s,1s,1s,1s,1s" + ",2s".repeat(40),
          "simtrix.bitrix24.write-timeout", "4s",
          "simtrix.bitrix24.settling-time", "3s",
          "simtrix.bitrix24.requests-per-second", "20",
          "simtrix.bitrix24.burst", "200");

  private static ServerProcess shared;

  private StormServer() {}

  static synchronized ServerProcess shared() {
    if (shared == null) {
      ServerProcess server = new ServerProcess(SETTINGS);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      shared = server;
    }
    return shared;
  }
}
