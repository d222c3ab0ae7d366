package simtrix.phone.testing;

import java.util.Map;
import java.util.Optional;
import simtrix.phone.call.Ring;
import simtrix.phone.history.PastCall;
import simtrix.phone.server.Card;

/** The samples in the words of a company that works in English, for the English pictures. */
public final class English {

  private static final Map<String, String> WORDS =
      Map.of(
          "Vertrieb", "Sales",
          "Angebot 2026-17", "Quote 2026-17",
          "Angebot gesendet", "Quote sent",
          "Anfrage Photovoltaik", "Solar power enquiry",
          "In Bearbeitung", "In progress");

  private English() {}

  public static Ring ring(Ring ring) {
    return new Ring(ring.id(), ring.number(), ring.presentation(), said(ring.sim()), ring.rangAt());
  }

  public static Card card(Card card) {
    return new Card(
        card.kind(),
        card.freshness(),
        card.matches(),
        card.caller().map(English::caller),
        card.deal().map(English::deal),
        card.lead().map(English::lead));
  }

  public static PastCall call(PastCall call) {
    return new PastCall(
        call.id(),
        call.number(),
        said(call.name()),
        call.company(),
        call.outcome(),
        call.rangAt(),
        call.talk(),
        call.state(),
        call.url());
  }

  private static Card.Caller caller(Card.Caller who) {
    return new Card.Caller(
        who.type(), who.id(), said(who.name()), who.company(), who.responsible(), who.url());
  }

  private static Card.Deal deal(Card.Deal deal) {
    return new Card.Deal(
        deal.id(),
        said(deal.title()),
        said(deal.stage()),
        deal.amount(),
        deal.currency(),
        deal.url());
  }

  private static Card.Lead lead(Card.Lead lead) {
    return new Card.Lead(lead.id(), said(lead.title()), said(lead.stage()), lead.url());
  }

  private static Optional<String> said(Optional<String> german) {
    return german.map(English::said);
  }

  private static String said(String german) {
    return WORDS.getOrDefault(german, german);
  }
}
