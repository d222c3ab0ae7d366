package simtrix.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Every request is measured as a whole. Measuring each security filter as well cost a phone's event
 * as much as its journal row.
 */
@Configuration(proxyBeanMethods = false)
class SecurityObservation {

  @Bean
  SecurityObservationSettings requestsAsAWhole() {
    return SecurityObservationSettings.noObservations();
  }
}
