package simtrix.writing;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.EntityType;
import simtrix.bitrix24.FoundCaller;
import simtrix.call.Call;
import simtrix.caller.CallerQuestion;
import simtrix.caller.LookUps;

/**
 * Finds the CRM record a call belongs to. What an earlier attempt chose is chosen again, so that a
 * repetition writes to the same place.
 */
@Component("callerOfCall")
public class CallerOfCall {

  private final LookUps lookUps;

  CallerOfCall(LookUps lookUps) {
    this.lookUps = lookUps;
  }

  /**
   * Sets the property {@code place}, unless nobody in the CRM has this number.
   *
   * @throws simtrix.failure.CrmFailure when the portal cannot say
   */
  public void find(
      Exchange exchange,
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("question") CallerQuestion question) {
    chosenBefore(call)
        .or(() -> lookUps.forWriting(question).found().caller().map(CallerOfCall::place))
        .ifPresent(place -> exchange.setProperty("place", place));
  }

  private static Optional<Place> chosenBefore(Call call) {
    return call.progress()
        .entityType()
        .map(EntityType::valueOf)
        .flatMap(
            type ->
                call.progress()
                    .entityId()
                    .map(
                        id ->
                            new Place(
                                CrmLink.of(type, id),
                                type,
                                call.progress()
                                    .dealId()
                                    .map(deal -> new CrmLink(CrmLink.DEAL, deal)))));
  }

  private static Place place(FoundCaller caller) {
    Optional<CrmLink> deal = caller.deal().map(open -> new CrmLink(CrmLink.DEAL, open.id()));
    Optional<CrmLink> lead =
        caller
            .lead()
            .filter(open -> caller.type() != EntityType.LEAD)
            .map(open -> CrmLink.of(EntityType.LEAD, open.id()));
    return new Place(CrmLink.of(caller.type(), caller.id()), caller.type(), deal.or(() -> lead));
  }
}
