package simtrix.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.deadletter.Reconciliation.Lying;

/**
 * The messages of the dead letters. Queue and index are kept in step: so whatever people do with
 * the broker's own tools breaks nothing.
 */
@Component("deadLetterQueue")
public class DeadLetterQueue {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);

  /** Where the messages of dead letters lie (DESIGN 7). */
  private static final String QUEUE = "crm.dead";

  /** So many messages are compared with the journal by one question. */
  private static final int AT_ONCE = 1_000;

  private final JmsTemplate jms;
  private final ObjectMapper json;
  private final Reconciliation reconciliation;

  DeadLetterQueue(ConnectionFactory connections, ObjectMapper json, Reconciliation reconciliation) {
    this.jms = new JmsTemplate(connections);
    this.jms.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);
    this.json = json;
    this.reconciliation = reconciliation;
  }

  /**
   * A message as it lies on the queue.
   *
   * @param payload its body
   * @param headers its JMS properties by name
   */
  public record DeadMessage(JsonNode payload, Map<String, Object> headers) {}

  /** The message of a call; empty while it is being retried, and once it is done with. */
  public Optional<DeadMessage> find(UUID call) {
    return jms.browseSelected(
        QUEUE,
        "callId = '" + call + "'",
        (session, browser) -> {
          Enumeration<?> messages = browser.getEnumeration();
          return messages.hasMoreElements()
              ? Optional.of(shown((Message) messages.nextElement()))
              : Optional.empty();
        });
  }

  /** Compares queue, index and journal once. */
  public void reconcile() {
    jms.browse(
        QUEUE,
        (session, browser) -> {
          compare(browser);
          return true;
        });
    reconciliation.withoutQueue();
  }

  /** Takes away the messages of a call that has just got a new one elsewhere. */
  public void removeLetter(@ExchangeProperty("call") Call call) {
    removeMessages(call.id());
  }

  void removeMessages(UUID call) {
    while (jms.receiveSelected(QUEUE, "callId = '" + call + "'") != null) {
      LOG.debug("The dead message of call {} is taken away", call);
    }
  }

  private void compare(QueueBrowser browser) throws JMSException {
    Enumeration<?> messages = browser.getEnumeration();
    List<Lying> some = new ArrayList<>();
    while (messages.hasMoreElements()) {
      read((Message) messages.nextElement()).ifPresent(some::add);
      if (some.size() == AT_ONCE) {
        reconciliation.superfluous(some).forEach(this::remove);
        some.clear();
      }
    }
    reconciliation.superfluous(some).forEach(this::remove);
  }

  private void remove(Lying message) {
    if (jms.receiveSelected(QUEUE, "JMSMessageID = '" + message.messageId() + "'") != null) {
      LOG.info(
          "A message of call {} lay on {} although the call has moved on; taken away",
          message.call(),
          QUEUE);
    }
  }

  private DeadMessage shown(Message message) throws JMSException {
    Map<String, Object> headers = new TreeMap<>();
    for (Object name : Collections.list((Enumeration<?>) message.getPropertyNames())) {
      headers.put(name.toString(), message.getObjectProperty(name.toString()));
    }
    headers.put("JMSMessageID", message.getJMSMessageID());
    try {
      return new DeadMessage(
          json.readTree(message instanceof TextMessage text ? text.getText() : "null"), headers);
    } catch (JsonProcessingException foreign) {
      return new DeadMessage(NullNode.getInstance(), headers);
    }
  }

  /** A message that names no call of ours is nobody's business here. */
  private Optional<Lying> read(Message message) throws JMSException {
    try {
      JsonNode order = json.readTree(message instanceof TextMessage text ? text.getText() : "");
      return Optional.of(
          new Lying(
              message.getJMSMessageID(),
              UUID.fromString(order.path("callId").asText()),
              order.path("ticket").asInt()));
    } catch (JsonProcessingException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }
}
