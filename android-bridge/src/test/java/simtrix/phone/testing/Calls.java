package simtrix.phone.testing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import simtrix.phone.call.Presentation;
import simtrix.phone.call.Ring;
import simtrix.phone.server.Card;

/** Rings and cards for tests. */
public final class Calls {

  public static final String EVA = "+4915112345678";
  public static final String JAN = "+420777123456";
  private static final Instant THEN = Instant.parse("2026-11-24T09:00:00Z");

  private Calls() {}

  public static Ring ring() {
    return ring(UUID.randomUUID());
  }

  public static Ring ring(UUID id) {
    return ring(id, Optional.of(EVA), Presentation.ALLOWED);
  }

  public static Ring ring(UUID id, Optional<String> number, Presentation presentation) {
    return new Ring(id, number, presentation, Optional.of("Vertrieb"), THEN);
  }

  public static Card eva() {
    return contact("Eva Kern", Card.Freshness.LIVE, 1);
  }

  public static Card contact(String name, Card.Freshness freshness, int matches) {
    return new Card(
        Card.Kind.KNOWN,
        freshness,
        matches,
        Optional.of(
            new Card.Caller(
                "CONTACT",
                512,
                name,
                Optional.of("Muster GmbH"),
                Optional.of("Jan Novak"),
                Optional.of("https://muster.bitrix24.de/crm/contact/details/512/"))),
        Optional.of(
            new Card.Deal(
                340,
                "Angebot 2026-17",
                Optional.of("Angebot gesendet"),
                Optional.of("12500.00"),
                Optional.of("EUR"),
                Optional.of("https://muster.bitrix24.de/crm/deal/details/340/"))),
        Optional.empty());
  }

  public static Card lead() {
    return new Card(
        Card.Kind.KNOWN,
        Card.Freshness.LIVE,
        1,
        Optional.of(
            new Card.Caller(
                "LEAD",
                77,
                "Anfrage Photovoltaik",
                Optional.empty(),
                Optional.of("Jan Novak"),
                Optional.of("https://muster.bitrix24.de/crm/lead/details/77/"))),
        Optional.empty(),
        Optional.of(
            new Card.Lead(
                77,
                "Anfrage Photovoltaik",
                Optional.of("In Bearbeitung"),
                Optional.of("https://muster.bitrix24.de/crm/lead/details/77/"))));
  }

  public static Card without(Card.Kind kind) {
    return new Card(
        kind, Card.Freshness.LIVE, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
