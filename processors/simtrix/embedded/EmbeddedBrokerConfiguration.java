package simtrix.embedded;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Sets up the broker that Spring Boot starts inside the server while {@code spring.artemis.mode} is
 * {@code embedded}: limits, address settings and addresses as in {@link BrokerFile}.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.artemis.embedded.enabled")
class EmbeddedBrokerConfiguration {

  /** Depends on the data folder, so that no two servers share one broker's journal. */
  @Bean
  ArtemisConfigurationCustomizer embeddedBroker(DataFolder folder) {
    return broker -> {
      Configuration file = BrokerFile.read();
      broker.setName(file.getName());
      broker.setGlobalMaxSize(file.getGlobalMaxSize());
      broker.setMinDiskFree(file.getMinDiskFree());
      broker.setDiskScanPeriod(file.getDiskScanPeriod());
      broker.setJournalPoolFiles(file.getJournalPoolFiles());
      broker.setJournalBufferTimeout_NIO(file.getJournalBufferTimeout_NIO());
      broker.setJournalDatasync(file.isJournalDatasync());
      broker.setJournalSyncTransactional(file.isJournalSyncTransactional());
      broker.setJournalSyncNonTransactional(file.isJournalSyncNonTransactional());
      file.getAddressSettings().forEach(broker::addAddressSetting);
      file.getAddressConfigurations().forEach(broker::addAddressConfiguration);
      broker.registerBrokerPlugin(new RefuseOnFullDisk());
    };
  }

  @Bean
  BrokerComeback brokerComeback(EmbeddedActiveMQ broker) {
    return new BrokerComeback(broker);
  }
}
