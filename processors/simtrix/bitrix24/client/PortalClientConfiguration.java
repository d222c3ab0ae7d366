package simtrix.bitrix24.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import simtrix.settings.SimtrixSettings;

/** Puts together the parts of the way to the portals that know nothing of Spring. */
@Configuration
class PortalClientConfiguration {

  @Bean
  TokenBuckets portalTokenBuckets(DataSource database, SimtrixSettings settings) {
    return new TokenBuckets(new MariaDbBucketStore(database), settings.bitrix24());
  }

  @Bean
  Circuits portalCircuits() {
    return new Circuits(Clock.systemUTC());
  }

  @Bean
  OperatingTimes portalOperatingTimes() {
    return new OperatingTimes(Clock.systemUTC());
  }

  @Bean
  BatchPace portalBatchPace(SimtrixSettings settings) {
    return new BatchPace(settings.bitrix24().writeTimeout());
  }

  @Bean
  AnswerReader portalAnswerReader(ObjectMapper json) {
    return new AnswerReader(json);
  }
}
