package simtrix.privacy;

import java.time.Clock;
import java.util.List;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import simtrix.call.ForgottenCalls;
import simtrix.caller.CallerCache;
import simtrix.caller.LookUp;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;
import simtrix.privacy.Kept.CardData;
import simtrix.privacy.Kept.Deletion;
import simtrix.privacy.Kept.Export;
import simtrix.privacy.Kept.Mention;
import simtrix.privacy.Kept.Report;

/** What an administrator does for a person who asks about his data (GDPR, articles 15 and 17). */
@Component("privacyDesk")
public class PrivacyDesk {

  private static final String ELSEWHERE =
      "This server is a bridge: contacts, companies, deals, leads, activities and attached recordings"
          + " of this person stand in the Bitrix24 portals named here, and whoever runs them has to be"
          + " asked about those. Cached cards are copies of what stands there.";

  private final KeptCalls kept;
  private final ForgottenCalls calls;
  private final CallerCache cache;
  private final PortalRegistry portals;
  private final Clock clock;

  PrivacyDesk(
      KeptCalls kept,
      ForgottenCalls calls,
      CallerCache cache,
      PortalRegistry portals,
      Clock clock) {
    this.kept = kept;
    this.calls = calls;
    this.cache = cache;
    this.portals = portals;
    this.clock = clock;
  }

  /** How much is kept. */
  public Report report(@Body SoughtNumber number) {
    return new Report(
        number.name(),
        kept.calls(number),
        kept.pending(number),
        kept.attempts(number),
        kept.letters(number),
        kept.recordings(number),
        kept.mentions(number).size(),
        kept.lines(number),
        cards(number).size());
  }

  /** All that is kept. */
  public Export export(@Body SoughtNumber number) {
    return new Export(
        number.name(),
        clock.instant(),
        ELSEWHERE,
        kept.export(number),
        kept.exportLetters(number),
        kept.mentions(number),
        kept.lines(number),
        cards(number).stream().map(PrivacyDesk::shown).toList());
  }

  /**
   * Forgets all that is done with, and marks the rest, which is forgotten once it is written or
   * somebody has decided about it: no call is lost. May be repeated.
   */
  public Deletion forget(@Body SoughtNumber number) {
    int cards = forgetCards(number);
    List<Mention> mentions = kept.mentions(number);
    int before = kept.calls(number);
    calls.mark(kept.ids(number));
    calls.mark(kept.pendingOnLine(number));
    while (calls.forgetMarked() > 0) {
      cards += forgetCards(number);
    }
    int lines = kept.forgetLines(number);
    int notes = kept.forgetMentions(mentions);
    int pending = kept.pending(number);
    return new Deletion(
        number.name(),
        Math.max(0, before - kept.calls(number)),
        notes,
        lines,
        cards,
        pending,
        kept.namedPending(number));
  }

  private int forgetCards(SoughtNumber number) {
    return number.e164().map(e164 -> cache.forgetEverywhere(portalIds(), e164)).orElse(0);
  }

  private List<LookUp> cards(SoughtNumber number) {
    return number.e164().map(e164 -> cache.cardsOf(portalIds(), e164)).orElse(List.of());
  }

  private List<Long> portalIds() {
    return portals.all().stream().map(Portal::id).toList();
  }

  private static CardData shown(LookUp card) {
    return new CardData(
        card.portal(),
        card.at(),
        card.found().caller().map(caller -> caller.type().name()),
        card.found().caller().map(caller -> caller.id()),
        card.found().caller().map(caller -> caller.name()),
        card.found().caller().flatMap(caller -> caller.company()),
        card.found().caller().flatMap(caller -> caller.responsible()),
        card.found().caller().flatMap(caller -> caller.deal()).map(deal -> deal.title()),
        card.found().caller().flatMap(caller -> caller.lead()).map(lead -> lead.title()));
  }
}
