package simtrix.caller;

import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.FoundCaller;
import simtrix.caller.Card.Freshness;
import simtrix.caller.Card.Kind;

/** Makes the card out of what is known about a caller. */
@Component("cards")
public class Cards {

  private final PortalPages pages;

  Cards(PortalPages pages) {
    this.pages = pages;
  }

  public Card anonymous(@Header("callId") String callId) {
    return bare(callId, Kind.ANONYMOUS);
  }

  /** For a number that nobody can look up, and for the line's own. */
  public Card unknown(@Header("callId") String callId) {
    return bare(callId, Kind.UNKNOWN);
  }

  /**
   * The card for what the portal has just said.
   *
   * @param answered empty when it did not say it in time: then the card is PENDING and the phone
   *     asks again
   */
  public Card live(
      @Body Optional<LookUp> answered,
      @Header("callId") String callId,
      @ExchangeProperty("question") CallerQuestion question) {
    return answered
        .map(lookUp -> of(lookUp, callId, question, Freshness.LIVE))
        .orElseGet(() -> bare(callId, Kind.PENDING));
  }

  /** The card for what a portal said. */
  public Card of(
      @Body LookUp lookUp,
      @Header("callId") String callId,
      @ExchangeProperty("question") CallerQuestion question,
      @ExchangeProperty("freshness") Freshness freshness) {
    Optional<FoundCaller> found = lookUp.found().caller();
    return new Card(
        Optional.ofNullable(callId),
        found.isPresent() ? Kind.KNOWN : Kind.UNKNOWN,
        Optional.of(freshness),
        lookUp.found().matches(),
        found.map(caller -> caller(question.portal(), caller)),
        found.flatMap(FoundCaller::deal).map(deal -> deal(question.portal(), deal)),
        found.flatMap(FoundCaller::lead).map(lead -> lead(question.portal(), lead)));
  }

  private Card.Caller caller(long portal, FoundCaller caller) {
    return new Card.Caller(
        caller.type().name(),
        caller.id(),
        caller.name(),
        caller.company(),
        caller.responsible(),
        pages.url(portal, caller.page()));
  }

  private Card.Deal deal(long portal, FoundCaller.OpenDeal deal) {
    return new Card.Deal(
        deal.id(),
        deal.title(),
        deal.stage(),
        deal.amount(),
        deal.currency(),
        pages.url(portal, deal.page()));
  }

  private Card.Lead lead(long portal, FoundCaller.OpenLead lead) {
    return new Card.Lead(lead.id(), lead.title(), lead.stage(), pages.url(portal, lead.page()));
  }

  private static Card bare(String callId, Kind kind) {
    return new Card(
        Optional.ofNullable(callId),
        kind,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
