package simtrix.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
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
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Keeps the index and the queue of the dead letters in step: a message that some tool put on the
 * queue gets its row, and a message whose call has moved on is taken away. So whatever people do
 * with the broker's own tools breaks nothing.
 */
@Component("deadLetterQueue")
public class DeadLetterQueue {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);

  /** Where the messages of dead letters lie (DESIGN 7). */
  private static final String QUEUE = "crm.dead";

  private static final int MOST_AT_ONCE = 10_000;

  /** A message of the queue, as far as it matters here. */
  private record Lying(String messageId, Optional<UUID> call, int ticket) {}

  private final JmsTemplate jms;
  private final ObjectMapper json;
  private final CallJournal journal;
  private final DeadLetters letters;

  DeadLetterQueue(
      ConnectionFactory connections, ObjectMapper json, CallJournal journal, DeadLetters letters) {
    this.jms = new JmsTemplate(connections);
    this.jms.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);
    this.json = json;
    this.journal = journal;
    this.letters = letters;
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

  /** Compares queue and index once. */
  public void reconcile() {
    for (Lying message : browse()) {
      Optional<Call> call = message.call().flatMap(journal::find);
      if (call.isEmpty()) {
        continue;
      }
      boolean dead =
          call.get().status() == CallStatus.DEAD || call.get().status() == CallStatus.ARCHIVED;
      if (!dead || call.get().ticket() != message.ticket()) {
        remove(message);
      } else if (call.get().status() == CallStatus.DEAD && !letters.has(call.get().id())) {
        letters.bury(call.get(), found());
      }
    }
  }

  /** Takes away the messages of a call that has just got a new one elsewhere. */
  public void removeLetter(@ExchangeProperty("call") Call call) {
    while (jms.receiveSelected(QUEUE, "callId = '" + call.id() + "'") != null) {
      LOG.debug("The dead message of call {} is taken away", call.id());
    }
  }

  private void remove(Lying message) {
    if (jms.receiveSelected(QUEUE, "JMSMessageID = '" + message.messageId() + "'") != null) {
      LOG.info(
          "A message of call {} lay on {} although the call has moved on; taken away",
          message.call().orElseThrow(),
          QUEUE);
    }
  }

  private List<Lying> browse() {
    return jms.browse(
        QUEUE,
        (session, browser) -> {
          List<Lying> lying = new ArrayList<>();
          for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
            if (lying.size() < MOST_AT_ONCE) {
              lying.add(read((Message) message));
            }
          }
          return lying;
        });
  }

  private Lying read(Message message) throws JMSException {
    try {
      JsonNode order = json.readTree(message instanceof TextMessage text ? text.getText() : "");
      return new Lying(
          message.getJMSMessageID(),
          Optional.of(UUID.fromString(order.path("callId").asText())),
          order.path("ticket").asInt());
    } catch (com.fasterxml.jackson.core.JsonProcessingException
        | IllegalArgumentException foreign) {
      return new Lying(message.getJMSMessageID(), Optional.empty(), 0);
    }
  }

  private static CrmFailure found() {
    return CrmFailure.of(
        Category.BUG,
        "FOUND_ON_QUEUE",
        "This message lay among the dead letters without an entry in the index; its attempts tell what was wrong.");
  }
}
