package simtrix.phone.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import simtrix.phone.call.Outcome;
import simtrix.phone.history.PastCall;
import simtrix.phone.history.PastCall.CrmState;

/** A week of calls in which every state of a call in the CRM is found. */
public final class PastCalls {

  private static final String[] NAMES = {
    "Eva Kern", "", "Dr. Karl-Heinz Öztürk", "Anfrage Photovoltaik", "", "Lea Groß", "", "Nils Weiß"
  };
  private static final String[] COMPANIES = {
    "Muster GmbH", "", "Öztürk & Söhne Maschinenbau", "", "", "Bäckerei Groß", "", "Weiß Logistik"
  };
  private static final CrmState[] STATES = {
    CrmState.ON_PHONE,
    CrmState.ON_SERVER,
    CrmState.WRITTEN,
    CrmState.WRITTEN,
    CrmState.NOT_IN_CRM,
    CrmState.BEING_RETRIED,
    CrmState.REFUSED,
    CrmState.WITH_SUPPORT
  };
  private static final Outcome[] OUTCOMES = {
    Outcome.ANSWERED,
    Outcome.MISSED,
    Outcome.ANSWERED,
    Outcome.MISSED,
    Outcome.MISSED,
    Outcome.REJECTED,
    Outcome.ANSWERED,
    Outcome.ANSWERED
  };

  private PastCalls() {}

  /**
   * @param now at the end of the week
   */
  public static List<PastCall> week(Instant now) {
    List<PastCall> calls = new ArrayList<>();
    Instant at = now.minus(Duration.ofMinutes(7));
    for (int i = 0; i < NAMES.length; i++) {
      calls.add(call(i, at));
      at = at.minus(Duration.ofHours(i < 3 ? 1 : 19));
    }
    return calls;
  }

  private static PastCall call(int i, Instant at) {
    boolean talked = OUTCOMES[i] == Outcome.ANSWERED;
    boolean known = !NAMES[i].isEmpty();
    return new PastCall(
        new UUID(0, i),
        i == 4 ? Optional.empty() : Optional.of("+49 1511 234567" + i),
        Optional.of(NAMES[i]).filter(name -> known),
        Optional.of(COMPANIES[i]).filter(company -> !company.isEmpty()),
        Optional.of(OUTCOMES[i]),
        at,
        talked ? Duration.ofSeconds(95 + 61L * i) : Duration.ZERO,
        STATES[i],
        known
            ? Optional.of("https://muster.bitrix24.de/crm/contact/details/" + (500 + i) + "/")
            : Optional.empty());
  }
}
