package simtrix.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/**
 * The queues of the pipeline as the broker sees them. It is asked by messages, as its own tools do,
 * so that an embedded and an external one answer alike; it is only ever asked, never told.
 */
@Component
public class QueueStates {

  private static final Logger LOG = LoggerFactory.getLogger(QueueStates.class);

  private static final String MANAGEMENT = "activemq.management";
  private static final List<String> BEGINNINGS = List.of("crm.writes", "own.");
  private static final List<String> OTHERS = List.of("crm.retry", "crm.dead");
  private static final int MOST_QUEUES = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JmsTemplate jms;
  private final ObjectMapper json;

  QueueStates(ConnectionFactory connections, ObjectMapper json) {
    this.jms = new JmsTemplate(connections);
    this.jms.setReceiveTimeout(PATIENCE.toMillis());
    this.json = json;
  }

  /**
   * One queue.
   *
   * @param messages in all, with those that wait for their time
   * @param scheduled those that wait for their time
   * @param oldest age of the message that is next; empty when none is due
   */
  public record QueueState(
      String name, long messages, long scheduled, long consumers, Optional<Duration> oldest) {}

  /** All of them by name; empty when the broker does not say. */
  public Optional<List<QueueState>> read() {
    try {
      List<QueueState> states = new ArrayList<>();
      for (JsonNode row : json.readTree(ask(QueueStates::list)).path("data")) {
        if (isOurs(row.path("name").asText())) {
          states.add(state(row));
        }
      }
      states.sort(Comparator.comparing(QueueState::name));
      return Optional.of(states);
    } catch (JmsException | JsonProcessingException noAnswer) {
      LOG.info("The broker does not tell the state of its queues ({})", noAnswer.getMessage());
      return Optional.empty();
    }
  }

  /**
   * How many messages lie on one queue, with those that wait for their time; empty when the broker
   * does not say.
   */
  public OptionalLong messages(String queue) {
    try {
      return number(queue, "messageCount");
    } catch (JmsException noAnswer) {
      LOG.info("The broker does not tell the state of {} ({})", queue, noAnswer.getMessage());
      return OptionalLong.empty();
    }
  }

  private QueueState state(JsonNode row) {
    String name = row.path("name").asText();
    long messages = row.path("messageCount").asLong();
    long scheduled = row.path("scheduledCount").asLong();
    return new QueueState(
        name,
        messages,
        scheduled,
        row.path("consumerCount").asLong(),
        messages > scheduled ? oldest(name) : Optional.empty());
  }

  private Optional<Duration> oldest(String queue) {
    OptionalLong age = number(queue, "firstMessageAge");
    return age.isPresent() ? Optional.of(Duration.ofMillis(age.getAsLong())) : Optional.empty();
  }

  private OptionalLong number(String queue, String attribute) {
    String text =
        ask(message -> JMSManagementHelper.putAttribute(message, "queue." + queue, attribute));
    return text.matches("\\d+") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private static boolean isOurs(String queue) {
    return BEGINNINGS.stream().anyMatch(queue::startsWith) || OTHERS.contains(queue);
  }

  private static void list(Message message) throws JMSException {
    try {
      JMSManagementHelper.putOperationInvocation(
          message, "broker", "listQueues", "", 1, MOST_QUEUES);
    } catch (Exception artemisDeclaresNoLess) {
      throw asJms(artemisDeclaresNoLess);
    }
  }

  private String ask(Question question) {
    Message answer =
        jms.sendAndReceive(
            MANAGEMENT,
            session -> {
              Message message = session.createMessage();
              question.put(message);
              return message;
            });
    try {
      return answer != null && JMSManagementHelper.hasOperationSucceeded(answer)
          ? String.valueOf(JMSManagementHelper.getResult(answer))
          : "{}";
    } catch (Exception artemisDeclaresNoLess) {
      LOG.debug("An answer of the broker cannot be read", artemisDeclaresNoLess);
      return "{}";
    }
  }

  private static JMSException asJms(Exception cause) {
    JMSException failure = new JMSException(cause.getMessage());
    failure.setLinkedException(cause);
    return failure;
  }

  @FunctionalInterface
  private interface Question {
    void put(Message message) throws JMSException;
  }
}
