package simtrix.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisConfigurationCustomizer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import simtrix.settings.SimtrixSettings;
import simtrix.settings.StartRefusedException;

/** Real Artemis: inside the server with its journal on the disk, and beside it. */
class BrokerTest {
  private static final String TCP = "tcp";
  private static final String LIMIT = "A send that hangs would hang for ever.";
  @TempDir Path data;

  @Test
  void keepsWaitingAndScheduledMessagesOverARestart() throws Exception {
    try (ConfigurableApplicationContext server = start(Server.class)) {
      JmsTemplate jms = new JmsTemplate(server.getBean(ConnectionFactory.class));
      jms.convertAndSend("crm.writes", "waiting");
      jms.setDeliveryDelay(Duration.ofHours(1).toMillis());
      jms.convertAndSend("crm.retry", "in an hour");
      jms.setDeliveryDelay(1);
      jms.convertAndSend("crm.dead", "soon");
    }

    try (ConfigurableApplicationContext server = start(Server.class)) {
      JmsTemplate jms = new JmsTemplate(server.getBean(ConnectionFactory.class));
      jms.setReceiveTimeout(Duration.ofSeconds(30).toMillis());
      assertThat(jms.receiveAndConvert("crm.writes")).isEqualTo("waiting");
      assertThat(jms.receiveAndConvert("crm.dead")).isEqualTo("soon");
      assertThat(queue(server, "crm.retry").getScheduledCount()).isEqualTo(1);
    }
  }

  @Test
  void takesItsAddressesFromTheBrokerFile() throws Exception {
    try (ConfigurableApplicationContext server = start(Server.class)) {
      EmbeddedActiveMQ broker = server.getBean(EmbeddedActiveMQ.class);
      AddressSettings writes = settings(broker, "crm.writes.portal-1");
      assertThat(writes.getDeadLetterAddress().toString()).isEqualTo("crm.dead");
      assertThat(writes.getMaxDeliveryAttempts()).isEqualTo(-1);
      assertThat(writes.getRedeliveryDelay()).isEqualTo(1000);
      assertThat(writes.getRedeliveryMultiplier()).isEqualTo(2);
      assertThat(writes.getMaxRedeliveryDelay()).isEqualTo(30_000);
      assertThat(writes.getAddressFullMessagePolicy()).isEqualTo(AddressFullMessagePolicy.PAGE);
      assertThat(writes.getMaxSizeBytes()).isEqualTo(20 * 1024 * 1024);
      assertThat(writes.isAutoDeleteQueues()).isFalse();
      assertThat(settings(broker, "crm.writes")).isEqualTo(writes);
      assertThat(settings(broker, "crm.retry").getDeadLetterAddress().toString())
          .isEqualTo("crm.dead");
      assertThat(settings(broker, "crm.dead").getMaxDeliveryAttempts()).isEqualTo(-1);
      assertThat(queue(server, "crm.dead").isDurable()).isTrue();
      AddressSettings own = settings(broker, "own.missed-call-sms");
      assertThat(own.getDeadLetterAddress().toString()).isEqualTo("own.dead");
      assertThat(own.getMaxDeliveryAttempts()).isEqualTo(12);
      assertThat(own.getExpiryDelay()).isEqualTo(Duration.ofDays(7).toMillis());
      assertThat(queue(server, "own.dead").isDurable()).isTrue();
      assertThat(broker.getActiveMQServer().getConfiguration().getJournalBufferTimeout_NIO())
          .isEqualTo(100_000);

      JmsTemplate topic = new JmsTemplate(server.getBean(ConnectionFactory.class));
      topic.setPubSubDomain(true);
      topic.convertAndSend("crm.changes", "nobody listens, and that is no error");
    }
  }

  @Test
  @Timeout(300)
  void refusesMessagesWhenTheDiskIsFull() {
    try (ConfigurableApplicationContext server = start(FullDisk.class)) {
      JmsTemplate jms = new JmsTemplate(server.getBean(ConnectionFactory.class));
      await(LIMIT)
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(JmsException.class)
                      .isThrownBy(() -> jms.convertAndSend("crm.writes", "one more"))
                      .havingRootCause()
                      .withMessageContaining("disk is full"));
    }
  }

  @Test
  void comesBackAfterAnErrorOfItsDiskWithWhatItHad() {
    try (ConfigurableApplicationContext server = start(Server.class)) {
      ActiveMQServer broker = server.getBean(EmbeddedActiveMQ.class).getActiveMQServer();
      StorageManager storage = broker.getStorageManager();
      JmsTemplate jms = new JmsTemplate(server.getBean(ConnectionFactory.class));
      jms.setReceiveTimeout(Duration.ofSeconds(5).toMillis());
      jms.convertAndSend("crm.writes", "kept");

      broker
          .getIoCriticalErrorListener()
          .onIOException(new IOException("No space left on device"), "journal", "file");
      await("It ends on a thread of its own; until then it would still hand out what it has.")
          .atMost(Duration.ofSeconds(60))
          .until(() -> broker.isActive() && broker.getStorageManager() != storage);

      await(LIMIT)
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> "kept".equals(jms.receiveAndConvert("crm.writes")));
      jms.convertAndSend("crm.writes", "taken again");
    }
  }

  @Test
  void theFileServesAStandAloneBrokerAndTheEnvironmentNamesIt() throws Exception {
    EmbeddedActiveMQ standAlone = standAlone();
    try (ConfigurableApplicationContext server =
        start(
            Server.class,
            "spring.artemis.mode=native",
            "spring.artemis.broker-url=tcp://127.0.0.1:" + port(standAlone),
            "spring.artemis.user=simtrix",
            "spring.artemis.password=secret")) {
      assertThat(server.getBeansOfType(EmbeddedActiveMQ.class)).isEmpty();
      assertThat(data.resolve("server.lock")).doesNotExist();
      JmsTemplate jms = new JmsTemplate(server.getBean(ConnectionFactory.class));
      jms.convertAndSend("crm.writes", "over tcp");
      await(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(
                          standAlone
                              .getActiveMQServer()
                              .locateQueue("crm.writes")
                              .getMessageCount())
                      .as("the broker counts a message a moment after it has taken it")
                      .isEqualTo(1));
      assertThat(settings(standAlone, "crm.writes").getMaxDeliveryAttempts()).isEqualTo(-1);
    } finally {
      standAlone.stop();
    }
  }

  @Test
  void noSendWaitsForCredits() {
    try (ConfigurableApplicationContext server = start(Server.class)) {
      JmsPoolConnectionFactory pool = server.getBean(JmsPoolConnectionFactory.class);
      ActiveMQConnectionFactory factory = (ActiveMQConnectionFactory) pool.getConnectionFactory();
      assertThat(factory.getProducerWindowSize()).isEqualTo(-1);
      assertThat(factory.isBlockOnDurableSend()).isTrue();
    }
  }

  @Test
  void aBrokenBrokerFileIsNamed() {
    ByteArrayResource broken =
        new ByteArrayResource("<configuration>".getBytes(UTF_8), "config/broker.xml") {
          @Override
          public URL getURL() throws IOException {
            Path file = data.resolve("broker.xml");
            Files.write(file, getByteArray());
            return file.toUri().toURL();
          }
        };

    assertThatExceptionOfType(StartRefusedException.class)
        .isThrownBy(() -> BrokerFile.read(broken))
        .withMessageContaining("config/broker.xml")
        .withMessageContaining("line 1");
  }

  private ConfigurableApplicationContext start(Class<?> server, String... properties) {
    Stream<String> all =
        Stream.concat(Stream.of("simtrix.data=" + data), Arrays.stream(properties));
    return new SpringApplicationBuilder(server)
        .web(WebApplicationType.NONE)
        .run(all.map(text -> "--" + text).toArray(String[]::new));
  }

  /** On any port that is free. */
  private EmbeddedActiveMQ standAlone() throws Exception {
    Configuration file = BrokerFile.read();
    file.setJournalDirectory(data.resolve("journal").toString());
    file.setBindingsDirectory(data.resolve("bindings").toString());
    file.setPagingDirectory(data.resolve("paging").toString());
    file.setLargeMessagesDirectory(data.resolve("large").toString());
    file.setAcceptorConfigurations(
        new HashSet<>(
            List.of(
                new TransportConfiguration(
                    NettyAcceptorFactory.class.getName(),
                    Map.of("host", "127.0.0.1", "port", 0, "protocols", "CORE"),
                    TCP))));
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser("simtrix", "secret");
    users.addRole("simtrix", "amq");
    EmbeddedActiveMQ broker =
        new EmbeddedActiveMQ()
            .setConfiguration(file)
            .setSecurityManager(
                new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    return broker.start();
  }

  private static AddressSettings settings(EmbeddedActiveMQ broker, String address) {
    return broker.getActiveMQServer().getAddressSettingsRepository().getMatch(address);
  }

  private static Queue queue(ConfigurableApplicationContext server, String name) {
    return server
        .getBean(EmbeddedActiveMQ.class)
        .getActiveMQServer()
        .locateQueue(SimpleString.of(name));
  }

  private static int port(EmbeddedActiveMQ broker) {
    return ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor(TCP))
        .getActualPort();
  }

  /** As much of the server as stands on the broker. */
  @ImportAutoConfiguration({ArtemisAutoConfiguration.class, JmsAutoConfiguration.class})
  @EnableConfigurationProperties(SimtrixSettings.class)
  @Import({
    DataFolderConfiguration.class,
    EmbeddedBrokerConfiguration.class,
    ImpatientConnections.class
  })
  static class Server {}

  /** No disk has so much room left. */
  @Import(Server.class)
  static class FullDisk {
    @Bean
    @Order
    ArtemisConfigurationCustomizer fullDisk() {
      return broker -> broker.setMinDiskFree(Long.MAX_VALUE).setDiskScanPeriod(100);
    }
  }
}
