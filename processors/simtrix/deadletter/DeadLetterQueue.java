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
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.WriteKind;

/**
 * The messages of the dead letters. Queue and index are kept in step: so whatever people do with
 * the broker's own tools breaks nothing.
 */
@Component("deadLetterQueue")
public class DeadLetterQueue {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);

  /** Where the messages of dead letters lie (DESIGN 7). */
  private static final String QUEUE = "crm.dead";

  /** JMS property and field of a message: what it is about, where that is not the call itself. */
  public static final String KIND = "kind";

  /** So many messages are compared with the journal by one question. */
  private static final int AT_ONCE = 1_000;

  private final JmsTemplate jms;
  private final ObjectMapper json;
  private final LetterSubjects subjects;

  DeadLetterQueue(ConnectionFactory connections, ObjectMapper json, LetterSubjects subjects) {
    this.jms = new JmsTemplate(connections);
    this.jms.setReceiveTimeout(JmsTemplate.RECEIVE_TIMEOUT_NO_WAIT);
    this.json = json;
    this.subjects = subjects;
  }

  /**
   * A message as it lies on the queue.
   *
   * @param payload its body
   * @param headers its JMS properties by name
   */
  public record DeadMessage(JsonNode payload, Map<String, Object> headers) {}

  /** The message of a letter; empty while it is being retried, and once it is done with. */
  public Optional<DeadMessage> find(WriteKind kind, UUID call) {
    return jms.browseSelected(
        QUEUE,
        selector(kind, call),
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
    subjects.all().forEach(LetterSubject::withoutQueue);
  }

  /** Takes away the messages of a call that has just got a new one elsewhere. */
  public void removeLetter(@ExchangeProperty("call") Call call) {
    remove(WriteKind.CALL, call.id());
  }

  /** The same for the recording of the call in property {@code recordingOf}. */
  public void removeRecording(@ExchangeProperty("recordingOf") UUID call) {
    remove(WriteKind.RECORDING, call);
  }

  private void remove(WriteKind kind, UUID call) {
    while (jms.receiveSelected(QUEUE, selector(kind, call)) != null) {
      LOG.debug("The dead message of {} {} is taken away", kind, call);
    }
  }

  /** Whatever it is about. */
  void removeMessages(UUID call) {
    for (WriteKind kind : WriteKind.values()) {
      remove(kind, call);
    }
  }

  /** Only messages about recordings say what they are about. */
  private static String selector(WriteKind kind, UUID call) {
    String about =
        switch (kind) {
          case CALL -> KIND + " is null";
          case RECORDING -> KIND + " = '" + kind + "'";
        };
    return "callId = '" + call + "' and " + about;
  }

  private void compare(QueueBrowser browser) throws JMSException {
    Enumeration<?> messages = browser.getEnumeration();
    List<LyingMessage> some = new ArrayList<>();
    while (messages.hasMoreElements()) {
      read((Message) messages.nextElement()).ifPresent(some::add);
      if (some.size() == AT_ONCE) {
        compare(some);
        some.clear();
      }
    }
    compare(some);
  }

  private void compare(List<LyingMessage> messages) {
    messages.stream()
        .collect(Collectors.groupingBy(LyingMessage::kind))
        .forEach((kind, some) -> subjects.of(kind).superfluous(some).forEach(this::remove));
  }

  private void remove(LyingMessage message) {
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
  private Optional<LyingMessage> read(Message message) throws JMSException {
    try {
      JsonNode order = json.readTree(message instanceof TextMessage text ? text.getText() : "");
      return Optional.of(
          new LyingMessage(
              message.getJMSMessageID(),
              WriteKind.valueOf(order.path(KIND).asText(WriteKind.CALL.name())),
              UUID.fromString(order.path("callId").asText()),
              order.path("ticket").asInt()));
    } catch (JsonProcessingException | IllegalArgumentException foreign) {
      return Optional.empty();
    }
  }
}
