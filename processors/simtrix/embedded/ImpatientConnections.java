package simtrix.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * A send to the broker, embedded or not, succeeds or fails; it does not hang. By default a producer
 * asks the broker for credits and waits without an end while the broker gives none (disk full), a
 * call to a broker that does not answer takes 30 seconds, and so does opening a connection. While a
 * broker is gone each attempt to connect waits 2 seconds, and then again, before it fails; the pool
 * opens one connection after the other, so that the requests of some phones add up to a minute.
 */
@Component
class ImpatientConnections implements BeanPostProcessor {
  private static final String NETTY = NettyConnectorFactory.class.getName();
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_CONNECTS = Duration.ofMillis(20);

  /** Bytes. By default the first consumer of a backlog hoards it, and the others have nothing. */
  private static final int A_FEW_MESSAGES = 2_048;

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (bean instanceof JmsPoolConnectionFactory pool
        && pool.getConnectionFactory() instanceof ActiveMQConnectionFactory factory) {
      factory.setProducerWindowSize(-1);
      factory.setConsumerWindowSize(A_FEW_MESSAGES);
      factory.setCallTimeout(LONGEST_CALL.toMillis());
      connectQuickly(factory);
    }
    return bean;
  }

  /** An operator who has the client itself reconnect (a cluster) has said how. */
  private static void connectQuickly(ActiveMQConnectionFactory factory) {
    if (factory.getReconnectAttempts() == 0) {
      factory.setRetryInterval(BETWEEN_CONNECTS.toMillis());
    }
    Optional.ofNullable(factory.getStaticConnectors()).stream()
        .flatMap(Stream::of)
        .filter(broker -> broker.getFactoryClassName().equals(NETTY))
        .forEach(
            broker ->
                broker
                    .getParams()
                    .putIfAbsent(
                        TransportConstants.NETTY_CONNECT_TIMEOUT,
                        Long.toString(LONGEST_CONNECT.toMillis())));
  }
}
