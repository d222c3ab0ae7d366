package simtrix.embedded;

import java.time.Duration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * A send to the broker, embedded or not, succeeds or fails; it does not hang. By default a producer
 * asks the broker for credits and waits without an end while the broker gives none (disk full), and
 * a call to a broker that does not answer takes 30 seconds.
 */
@Component
class ImpatientConnections implements BeanPostProcessor {
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof JmsPoolConnectionFactory pool
        && pool.getConnectionFactory() instanceof ActiveMQConnectionFactory factory) {
      factory.setProducerWindowSize(-1);
      factory.setCallTimeout(LONGEST_CALL.toMillis());
    }
    return bean;
  }
}
