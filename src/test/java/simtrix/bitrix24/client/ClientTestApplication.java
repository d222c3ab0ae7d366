package simtrix.bitrix24.client;

import java.time.Clock;
import java.util.Set;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.domain.EntityScan;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import simtrix.bitrix24.Departures;
import simtrix.portal.Portal;
import simtrix.settings.SimtrixSettings;

/**
 * The way to the portals and what comes in from them, with a real database and nothing else. It is
 * named by the tests that start it and is no component, so that the whole server, which looks for
 * components here too, does not take it in.
 */
@EnableAutoConfiguration(exclude = ArtemisAutoConfiguration.class)
@EnableConfigurationProperties(SimtrixSettings.class)
@EntityScan(basePackageClasses = Portal.class)
@EnableJpaRepositories(basePackageClasses = Portal.class)
@ComponentScan(
    basePackages = {
      "simtrix.settings",
      "simtrix.embedded",
      "simtrix.portal",
      "simtrix.routing",
      "simtrix.installation",
      "simtrix.bitrix24",
      "simtrix.tracing"
    })
class ClientTestApplication {

  /** The configuration names this bean of the HTTP edge, which is not started here. */
  @Bean
  HeaderFilterStrategy contractHeaders() {
    return new DefaultHeaderFilterStrategy();
  }

  /** Nobody keeps a journal here. */
  @Bean
  Departures departures() {
    return origins -> Set.of();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
