package simtrix.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Consumer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

@DisplayName("A message that comes while the server stops stays in its queue")
class NothingNewAtStopTest {

  private static final String BROKER = "vm://77";

  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  private final JmsPoolConnectionFactory connections = new JmsPoolConnectionFactory();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    broker.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .addAcceptorConfiguration("here", BROKER));
    broker.start();
    connections.setConnectionFactory(new ActiveMQConnectionFactory(BROKER));
    JmsComponent jms = JmsComponent.jmsComponent(connections);
    jms.setTransacted(true);
    jms.setLazyCreateTransactionManager(false);
    jms.setAcceptMessagesWhileStopping(true);
    jms.setErrorHandler(failures::add);
    camel.addComponent("jms", jms);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("jms:orders?cacheLevelName=CACHE_CONSUMER")
                .id("orders")
                .process(exchange -> begun.incrementAndGet());
            from("direct:work").process(exchange -> goOn.await());
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() throws Exception {
    camel.close();
    connections.stop();
    broker.stop();
  }

  @Test
  void stays() {
    JmsTemplate jms = new JmsTemplate(connections);
    jms.convertAndSend("orders", "before");
    await().untilAtomic(begun, is(1));
    CompletableFuture<?> work =
        camel.createProducerTemplate().asyncSendBody("direct:work", "takes long");
    await().until(() -> camel.getInflightRepository().size() == 1);

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(this::stopServer);
    await().until(() -> camel.getRoute("orders").getConsumer(), NothingNewAtStopTest::isStopped);
    jms.convertAndSend("orders", "too late");
    goOn.countDown();
    work.join();
    stopped.join();

    assertThat(begun).hasValue(1);
    assertThat(failures).isEmpty();
    jms.setReceiveTimeout(10_000);
    assertThat(jms.receiveAndConvert("orders")).isEqualTo("too late");
  }

  private void stopServer() {
    try {
      new NothingNewAtStop(camel).leaveMessages();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    camel.stop();
  }

  private static boolean isStopped(Consumer consumer) {
    try {
      return !((JmsConsumer) consumer).getListenerContainer().isRunning();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
