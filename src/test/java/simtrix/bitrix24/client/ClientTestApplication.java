package simtrix.bitrix24.client;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.domain.EntityScan;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import simtrix.portal.Portal;
import simtrix.settings.SimtrixSettings;

/**
 * The way to the portals alone, with a real database: what these tests start. It is no
 * {@code @Configuration}, or the whole server's component scan would take it, and lose its broker.
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
      "simtrix.bitrix24"
    })
class ClientTestApplication {}
