package simtrix.routing;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Teaches Camel what the routes may say beyond Camel's own words. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {

  /** Camel looks for its components under such names before it makes them itself. */
  @Bean("direct-component")
  ReplaceableDirect direct() {
    return new ReplaceableDirect();
  }

  @Bean("seda-component")
  ReplaceableSeda seda() {
    return new ReplaceableSeda();
  }

  @Bean
  CamelContextConfiguration wordsOfTheRoutes(Environment environment) {
    return new CamelContextConfiguration() {
      @Override
      public void beforeApplicationStart(CamelContext context) {
        context.getPropertiesComponent().addPropertiesFunction(new MillisFunction(environment));
      }

      @Override
      public void afterApplicationStart(CamelContext context) {
        // Nothing is left to do then.
      }
    };
  }
}
