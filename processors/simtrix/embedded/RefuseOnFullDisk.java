package simtrix.embedded;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Lets a send fail when the disk is full. Artemis would let its sender wait until there is room,
 * and a phone with it; a phone that gets 503 keeps its event and comes back (DESIGN 3).
 */
final class RefuseOnFullDisk implements ActiveMQServerPlugin {
  private volatile ActiveMQServer server;

  @Override
  public void registered(ActiveMQServer broker) {
    server = broker;
  }

  @Override
  public void unregistered(ActiveMQServer broker) {
    server = null;
  }

  @Override
  public void beforeSend(
      ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreate)
      throws ActiveMQException {
    ActiveMQServer broker = server;
    if (broker != null && broker.getPagingManager().isDiskFull()) {
      throw new ActiveMQIOErrorException(
          "The broker's disk is full: make room on it (%s) and messages are taken again."
              .formatted(broker.getConfiguration().getJournalDirectory()));
    }
  }
}
