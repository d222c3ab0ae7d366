package simtrix;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every part of the server shares. */
@Configuration
class SimtrixConfiguration {

  /** The server's own clock; phones have theirs, and it may be wrong. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
