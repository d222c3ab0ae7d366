package simtrix.embedded;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServer.SERVER_STATE;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * Starts the embedded broker again. Artemis ends itself at the first error of its disk, so that
 * nothing is told to be kept that is not; without this nothing would be taken any more until
 * somebody restarts the whole server.
 */
final class BrokerComeback implements AutoCloseable {
  private final ActiveMQServer broker;
  private final Comeback comeback = new Comeback("The embedded broker", this::start);
  private final AtomicBoolean failed = new AtomicBoolean();

  /**
   * @param broker running
   */
  BrokerComeback(EmbeddedActiveMQ broker) {
    this.broker = broker.getActiveMQServer();
    this.broker.registerIOCriticalErrorListener((failure, message, file) -> failed());
  }

  /** One error may be told many times. */
  private void failed() {
    if (failed.compareAndSet(false, true)) {
      comeback.begin();
    }
  }

  private void start() throws Exception {
    if (!failed.get()) {
      return;
    }
    if (broker.getState() != SERVER_STATE.STOPPED) {
      throw new IOException("The broker is still ending.");
    }
    requireRoom(broker.getConfiguration());
    failed.set(false);
    try {
      broker.start();
    } catch (Exception notYet) {
      failed.set(true);
      broker.stop();
      throw notYet;
    }
  }

  private static void requireRoom(Configuration configuration) throws IOException {
    long room = configuration.getJournalLocation().getUsableSpace();
    if (room < configuration.getMinDiskFree()) {
      throw new IOException(
          "The broker's disk is full: make room on it (%s)."
              .formatted(configuration.getJournalLocation()));
    }
  }

  @Override
  public void close() {
    comeback.close();
  }
}
