package simtrix.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A whole server that tests talk to over HTTP. */
public interface TestServer {

  String CLIENT_ID = "local.test.app";
  String CLIENT_SECRET = "client-secret-of-the-test";
  String PASSWORD = "password-of-the-test";

  /** As a setting's value: it is not given at the start, so that a file may say it. */
  String LEFT_TO_THE_FILE = "left to the file";

  URI address();

  /** The rules of portals, each of which may have some of its own. */
  PortalRules rules();

  default URI installAddress() {
    return address().resolve("/bitrix24/install");
  }

  /** The samples that operators see, as {@code name} or {@code name{tags}}. */
  default Map<String, Double> metrics() {
    Map<String, Double> samples = new LinkedHashMap<>();
    new Http(address(), "")
        .send("GET", "/actuator/prometheus", null)
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
    return samples;
  }

  default Support support() {
    return new Support(address(), "admin", PASSWORD);
  }

  /** A console user of this role, made for the one who asks. */
  default Support user(String role) {
    String name = role + "-" + UUID.randomUUID().toString().substring(0, 8);
    String password = "password of " + name;
    support().post("/users", Map.of("username", name, "password", password, "role", role));
    return new Support(address(), name, password);
  }

  /** The settings with which tests start a server: short retries, and portals on this machine. */
  static String[] arguments(int port, Path data, Map<String, Object> settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("server.port", port);
    all.put("simtrix.data", data);
    all.put("simtrix.scenarios", PortalRules.fileIn(data));
    all.put("simtrix.binaries", Path.of("target", "binaries").toAbsolutePath());
    all.put("simtrix.admin-password", PASSWORD);
    all.put("simtrix.public-url", "http://127.0.0.1:" + port);
    all.put("simtrix.retry-delays", "1s,1s,1s,2s,2s");
    all.put("simtrix.bitrix24.settling-time", "1s");
    all.put("simtrix.bitrix24.client-id", CLIENT_ID);
    all.put("simtrix.bitrix24.client-secret", CLIENT_SECRET);
    all.put("simtrix.bitrix24.allowed-portals", "127.0.0.1");
    all.put("simtrix.bitrix24.http-allowed", "true");
    all.putAll(settings);
    all.values().removeIf(LEFT_TO_THE_FILE::equals);
    return all.entrySet().stream()
        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }

  static int freePort() {
    return FreePorts.next();
  }
}
