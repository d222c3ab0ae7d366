package simtrix.phone.panel;

import java.util.Optional;
import simtrix.phone.call.Presentation;
import simtrix.phone.call.Ring;
import simtrix.phone.server.Card;

/**
 * What the panel knows of one call.
 *
 * @param fromPhone whether the card comes from this phone's own memory
 */
record PanelCall(Ring ring, Search search, Optional<Card> card, boolean fromPhone) {

  /** How the search goes while there is no card. */
  enum Search {
    RUNNING,
    SLOW,
    OFFLINE
  }

  /** Which of its faces the panel shows. */
  enum Phase {
    LOOKING_UP,
    SLOW,
    KNOWN,
    UNKNOWN,
    ANONYMOUS,
    OFFLINE
  }

  static PanelCall of(Ring ring) {
    return new PanelCall(ring, Search.RUNNING, Optional.empty(), false);
  }

  Phase phase() {
    if (card.isPresent()) {
      return phaseOf(card.get());
    }
    if (ring.presentation() == Presentation.RESTRICTED
        || ring.presentation() == Presentation.PAYPHONE) {
      return Phase.ANONYMOUS;
    }
    return switch (search) {
      case RUNNING -> Phase.LOOKING_UP;
      case SLOW -> Phase.SLOW;
      case OFFLINE -> Phase.OFFLINE;
    };
  }

  private static Phase phaseOf(Card card) {
    return switch (card.kind()) {
      case KNOWN -> Phase.KNOWN;
      case UNKNOWN -> Phase.UNKNOWN;
      case ANONYMOUS -> Phase.ANONYMOUS;
      case PENDING -> Phase.LOOKING_UP;
    };
  }

  /** A number that has become known stays known; a card made without it no longer counts. */
  PanelCall with(Ring again) {
    if (again.number().isEmpty() || again.number().equals(ring.number())) {
      return this;
    }
    return of(
        new Ring(
            ring.id(),
            again.number(),
            again.presentation(),
            again.sim().or(ring::sim),
            ring.rangAt()));
  }

  /** What the server says counts more than what the phone remembers; "not yet" counts nothing. */
  PanelCall with(Card news, boolean newsFromPhone) {
    boolean nothingNew = news.kind() == Card.Kind.PENDING;
    boolean hasBetter = newsFromPhone && card.isPresent() && !fromPhone;
    boolean madeWithoutNumber =
        news.kind() == Card.Kind.ANONYMOUS
            && ring.number().isPresent()
            && ring.presentation() == Presentation.ALLOWED;
    return nothingNew || hasBetter || madeWithoutNumber
        ? this
        : new PanelCall(ring, search, Optional.of(news), newsFromPhone);
  }

  PanelCall slow() {
    return search == Search.RUNNING ? new PanelCall(ring, Search.SLOW, card, fromPhone) : this;
  }

  PanelCall offline() {
    return new PanelCall(ring, Search.OFFLINE, card, fromPhone);
  }
}
