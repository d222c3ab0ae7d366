package simtrix.writing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.CrmMode;
import simtrix.bitrix24.EntityType;
import simtrix.bitrix24.LeadWriter;
import simtrix.bitrix24.LeadWriter.NewCaller;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.CallActions;
import simtrix.call.CallActions.Kept;
import simtrix.call.CallJournal;
import simtrix.call.Corrections;
import simtrix.caller.CallerCache;
import simtrix.caller.CallerQuestion;
import simtrix.scenario.Chosen;
import simtrix.scenario.Scenario.DealRule;
import simtrix.scenario.Scenario.LeadRule;

/**
 * Makes somebody new a lead, once; where the portal has no leads, a contact with a deal. Somebody
 * whom others have entered meanwhile stays as he is.
 */
@Component("leadForCall")
public class LeadForCall {

  private final LeadWriter leads;
  private final CrmMode mode;
  private final CallJournal journal;
  private final CallActions actions;
  private final CallerCache cache;
  private final UserOfRule users;
  private final CrmTexts texts;
  private final Corrections corrections;

  LeadForCall(
      LeadWriter leads,
      CrmMode mode,
      CallJournal journal,
      CallActions actions,
      CallerCache cache,
      UserOfRule users,
      CrmTexts texts,
      Corrections corrections) {
    this.leads = leads;
    this.mode = mode;
    this.journal = journal;
    this.actions = actions;
    this.cache = cache;
    this.users = users;
    this.texts = texts;
    this.corrections = corrections;
  }

  /**
   * Sets the property {@code place} to the lead, or to the contact and its deal; from now on the
   * number is known.
   *
   * @throws simtrix.failure.CrmFailure when the portal refuses or does not answer
   */
  public void make(
      Exchange exchange,
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("question") CallerQuestion question,
      @ExchangeProperty("scenario") Chosen chosen,
      @ExchangeProperty("place") Place found) {
    String number = question.number().orElseThrow().e164();
    Optional<Place> known = Optional.ofNullable(found);
    Place place =
        mode.isSimple(call.portal())
            ? contactWithDeal(call, chosen, number, known)
            : lead(call, chosen, number, known);
    cache.forget(question);
    exchange.setProperty("place", place);
  }

  private Place lead(Call call, Chosen chosen, String number, Optional<Place> known) {
    Optional<Long> made =
        call.progress().started() ? leads.findLead(call.portal(), origin(call)) : Optional.empty();
    if (made.isEmpty() && known.isPresent()) {
      return known.get();
    }
    long lead =
        made.orElseGet(() -> leads.addLead(call.portal(), caller(call, chosen, number, false)));
    journal.advance(
        call.id(),
        Progress.placed(EntityType.LEAD.name(), lead, Optional.empty(), Optional.of(lead)));
    return new Place(CrmLink.of(EntityType.LEAD, lead), EntityType.LEAD, Optional.empty());
  }

  private Place contactWithDeal(Call call, Chosen chosen, String number, Optional<Place> known) {
    Optional<Long> before = madeContact(call);
    if (before.isEmpty() && known.isPresent()) {
      return known.get();
    }
    NewCaller caller = caller(call, chosen, number, true);
    long contact = before.orElseGet(() -> leads.addContact(call.portal(), caller));
    actions.keep(call.id(), Kept.MADE_CONTACT, contact);
    Optional<Long> madeDeal =
        call.progress().started() ? leads.findDeal(call.portal(), origin(call)) : Optional.empty();
    long deal = madeDeal.orElseGet(() -> leads.addDeal(call.portal(), caller, contact));
    actions.keep(call.id(), Kept.MADE_DEAL, deal);
    journal.advance(
        call.id(),
        Progress.placed(EntityType.CONTACT.name(), contact, Optional.of(deal), Optional.empty()));
    return new Place(
        CrmLink.of(EntityType.CONTACT, contact),
        EntityType.CONTACT,
        Optional.of(new CrmLink(CrmLink.DEAL, deal)));
  }

  private Optional<Long> madeContact(Call call) {
    return call.progress().started()
        ? actions
            .of(call.id())
            .madeContact()
            .or(() -> leads.findContact(call.portal(), origin(call)))
        : Optional.empty();
  }

  private NewCaller caller(Call call, Chosen chosen, String number, boolean asDeal) {
    LeadRule rule = chosen.scenario().lead().orElseThrow();
    String title =
        corrections
            .leadTitle(call.id())
            .or(() -> rule.title().map(text -> CrmTexts.filled(text, number)))
            .orElseGet(() -> texts.leadTitle(call, number));
    return new NewCaller(
        CallDepartures.origin(call),
        title,
        number,
        users.forLead(call, chosen),
        rule.source(),
        asDeal ? rule.deal().flatMap(DealRule::stage) : rule.stage(),
        rule.deal().flatMap(DealRule::pipeline),
        filled(rule.fields(), number));
  }

  private static Map<String, String> filled(Map<String, String> fields, String number) {
    Map<String, String> filled = new LinkedHashMap<>();
    fields.forEach((field, text) -> filled.put(field, CrmTexts.filled(text, number)));
    return filled;
  }

  private static String origin(Call call) {
    return call.id().toString();
  }
}
