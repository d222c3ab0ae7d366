package simtrix;

import java.time.Clock;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** What every part of the server shares. */
@Configuration
class SimtrixConfiguration {

  /** The server's own clock; phones have theirs, and it may be wrong. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** The transaction of the journal, for {@code transacted} steps in routes. */
  @Bean
  SpringTransactionPolicy journalTransaction(PlatformTransactionManager transactions) {
    SpringTransactionPolicy policy = new SpringTransactionPolicy();
    policy.setTransactionManager(transactions);
    return policy;
  }
}
