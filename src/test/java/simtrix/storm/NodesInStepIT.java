package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import simtrix.sandbox.EntityType;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.RunningServer;

@DisplayName("Two nodes on one database and one broker: what one hears both forget (DESIGN 11)")
class NodesInStepIT {

  private static final String NUMBER = "+4930111111";
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private static BrokerProcess broker;
  private static RunningServer one;
  private static RunningServer other;

  @AutoClose private final InstalledPortal portal = InstalledPortal.on(one);
  private Phone there;

  @BeforeAll
  static void start() {
    broker = new BrokerProcess();
    one = RunningServer.with(settings());
    JdbcConnectionDetails database = one.bean(JdbcConnectionDetails.class);
    Map<String, Object> others = settings();
    others.put("spring.datasource.url", database.getJdbcUrl());
    others.put("spring.datasource.username", database.getUsername());
    others.put("spring.datasource.password", database.getPassword());
    others.put("simtrix.public-url", one.address());
    other = RunningServer.with(others);
  }

  @AfterAll
  static void stop() {
    other.stop();
    one.stop();
    broker.close();
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("simtrix.secret-key", KEY);
    settings.put("spring.artemis.mode", "native");
    settings.put("spring.artemis.broker-url", broker.url());
    settings.put("spring.artemis.user", BrokerProcess.USER);
    settings.put("spring.artemis.password", BrokerProcess.PASSWORD);
    return settings;
  }

  @BeforeEach
  void open() {
    portal.sandbox.settings().offlineEvents(false);
    there = other.support().pair(portal.id, portal.user);
  }

  @Test
  @DisplayName("The portal tells one node, and the other forgets the card that it has cached")
  void event() {
    int contact = cachedThere();
    rename(contact, "Kern-Maier");
    patience().until(() -> name().equals("Eva Kern-Maier"));
  }

  @Test
  @DisplayName("A lead that one node makes is known on the other, which had the number as nobody's")
  void lead() {
    patience().until(() -> there.caller(NUMBER).path("freshness").asText().equals("CACHED"));
    one.support().pair(portal.id, portal.user).call(NUMBER).endsMissed();
    patience().until(() -> there.caller(NUMBER).path("kind").asText().equals("KNOWN"));
  }

  @Test
  @DisplayName("The broker is gone for a while: the subscription comes back by itself")
  void brokerGone() {
    int contact = cachedThere();
    broker.kill();
    rename(contact, "Unbemerkt");
    broker.start();
    patience()
        .until(
            () -> {
              rename(contact, "Kern-Maier");
              return name().equals("Eva Kern-Maier");
            });
    assertThat(name()).isEqualTo("Eva Kern-Maier");
  }

  private int cachedThere() {
    int contact = portal.records.addContact("Eva", "Kern", NUMBER);
    patience().until(() -> name().equals("Eva Kern"));
    patience().until(() -> there.caller(NUMBER).path("freshness").asText().equals("CACHED"));
    return contact;
  }

  private void rename(int contact, String lastName) {
    portal.records.update(EntityType.CONTACT, contact, Map.of("LAST_NAME", lastName));
  }

  private String name() {
    return there.caller(NUMBER).path("caller").path("name").asText();
  }

  private static ConditionFactory patience() {
    return Storm.patience();
  }
}
