package simtrix.writing;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.EntityType;
import simtrix.bitrix24.LeadWriter;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.CallJournal;
import simtrix.call.Corrections;
import simtrix.caller.CallerCache;
import simtrix.caller.CallerQuestion;

/** Makes the lead of an unknown missed caller, once. */
@Component("leadForCall")
public class LeadForCall {

  private final LeadWriter leads;
  private final CallJournal journal;
  private final CallerCache cache;
  private final CrmTexts texts;
  private final Corrections corrections;

  LeadForCall(
      LeadWriter leads,
      CallJournal journal,
      CallerCache cache,
      CrmTexts texts,
      Corrections corrections) {
    this.corrections = corrections;
    this.leads = leads;
    this.journal = journal;
    this.cache = cache;
    this.texts = texts;
  }

  /**
   * Sets the property {@code place} to the lead; from now on the number is known.
   *
   * @throws simtrix.failure.CrmFailure when the portal refuses or does not answer
   */
  public void make(
      Exchange exchange,
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("question") CallerQuestion question) {
    String origin = call.id().toString();
    String number = question.number().orElseThrow().e164();
    Optional<Long> made =
        call.progress().started() ? leads.find(call.portal(), origin) : Optional.empty();
    long lead =
        made.orElseGet(
            () ->
                leads.add(
                    call.portal(),
                    origin,
                    corrections
                        .leadTitle(call.id())
                        .orElseGet(() -> texts.leadTitle(call.portal(), number)),
                    number,
                    call.userId()));
    journal.advance(call.id(), leadMade(lead));
    cache.forget(question);
    exchange.setProperty(
        "place", new Place(CrmLink.of(EntityType.LEAD, lead), EntityType.LEAD, Optional.empty()));
  }

  private static Progress leadMade(long lead) {
    return new Progress(
        true,
        Optional.empty(),
        Optional.of(EntityType.LEAD.name()),
        Optional.of(lead),
        Optional.empty(),
        false,
        Optional.of(lead),
        Optional.empty(),
        Optional.empty());
  }
}
