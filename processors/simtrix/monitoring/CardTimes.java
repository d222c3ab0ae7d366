package simtrix.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import simtrix.caller.Card;

/**
 * How long phones wait for their cards, from the request to the card, with the limits that matter:
 * 10 ms from the cache, 1.5 s whatever happens (DESIGN 10).
 */
@Component("cardTimes")
public class CardTimes {

  private static final Duration[] LIMITS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofMillis(1000),
    Duration.ofMillis(1500)
  };

  private final Map<Card.Kind, Timer> timers = new EnumMap<>(Card.Kind.class);

  CardTimes(MeterRegistry meters) {
    for (Card.Kind kind : Card.Kind.values()) {
      timers.put(
          kind,
          Timer.builder("simtrix.cards")
              .description("How long phones waited for a card, by its kind")
              .tag("kind", kind.name())
              .serviceLevelObjectives(LIMITS)
              .register(meters));
    }
  }

  /**
   * Notes that this card is ready now. An answer that is none is nobody's business here: a phone
   * must not go without because of a meter.
   */
  public void took(Exchange exchange, @Body Object answer) {
    if (answer instanceof Card card) {
      timers.get(card.kind()).record(Duration.ofMillis(exchange.getClock().elapsed()));
    }
  }
}
