package simtrix.phone.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Presentation;
import simtrix.phone.panel.PanelCall.Search;
import simtrix.phone.server.Card;
import simtrix.phone.testing.Calls;
import simtrix.phone.testing.OldNumbers;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    shadows = OldNumbers.class,
    qualifiers = "de-rDE")
public class PanelWordsTest {

  @Test
  public void aKnownCallerIsToldInFull() {
    PanelModel model = words().of(call(Calls.contact("Eva Kern", Card.Freshness.LIVE, 3)));
    assertThat(model.label()).isEqualTo("Kontakt in Bitrix24");
    assertThat(model.headline()).isEqualTo("Eva Kern");
    assertThat(model.company()).contains("Muster GmbH");
    assertThat(model.details())
        .containsExactly("+49\u00a01511\u00a02345678 · SIM:\u00a0Vertrieb", "Zuständig: Jan Novak");
    PanelModel.Business deal = model.business().orElseThrow();
    assertThat(deal.title()).contains("Angebot 2026-17");
    assertThat(deal.stage()).contains("Angebot gesendet");
    assertThat(deal.amount().orElseThrow()).isEqualTo("12.500\u00a0€");
    assertThat(notes(model)).containsExactly("3 Einträge haben diese Nummer.");
    assertThat(model.spoken()).contains("Eva Kern", "Muster GmbH", "12.500", "3 Einträge");
  }

  @Test
  public void amountsAreSpelledAsThePhoneDoes() {
    assertThat(amount("1234.5", Optional.of("EUR"))).contains("1.234,50\u00a0€");
    assertThat(amount("99", Optional.of("CHF"))).contains("99\u00a0CHF");
    assertThat(amount("99", Optional.of("POINTS"))).contains("99 POINTS");
    assertThat(amount("7.5", Optional.empty())).contains("7,50");
    assertThat(amount("0.00", Optional.of("EUR"))).isEmpty();
    assertThat(amount("viel", Optional.of("EUR"))).contains("viel EUR");
    RuntimeEnvironment.setQualifiers("en-rUS");
    assertThat(amount("1234.5", Optional.of("USD"))).contains("$1,234.50");
  }

  @Test
  public void aLeadMayBeTheCaller() {
    PanelModel model = words().of(call(Calls.lead()));
    assertThat(model.label()).isEqualTo("Lead in Bitrix24");
    assertThat(model.business().orElseThrow().stage()).contains("In Bearbeitung");
    assertThat(model.business().orElseThrow().title()).as("stands above already").isEmpty();
  }

  @Test
  public void anUnknownCallerIsANumberAndAHint() {
    PanelModel model = words().of(call(Calls.without(Card.Kind.UNKNOWN)));
    assertThat(model.headline()).isEqualTo("+49\u00a01511\u00a02345678");
    assertThat(model.details()).containsExactly("SIM:\u00a0Vertrieb");
    assertThat(notes(model)).containsExactly("Verpassen Sie den Anruf, wird ein Lead angelegt.");
  }

  @Test
  public void whoIsWithheldSaysSo() {
    PanelCall withheld =
        PanelCall.of(Calls.ring(UUID.randomUUID(), Optional.empty(), Presentation.RESTRICTED));
    assertThat(words().of(withheld).headline()).isEqualTo("Nummer unterdrückt");
    PanelCall payphone =
        PanelCall.of(Calls.ring(UUID.randomUUID(), Optional.empty(), Presentation.PAYPHONE));
    assertThat(words().of(payphone).headline()).isEqualTo("Münztelefon");
    PanelCall notYet =
        PanelCall.of(Calls.ring(UUID.randomUUID(), Optional.empty(), Presentation.UNKNOWN));
    assertThat(words().of(notYet).headline()).isEqualTo("Eingehender Anruf");
  }

  @Test
  public void memoryAndAgeAreSaid() {
    PanelCall remembered =
        new PanelCall(Calls.ring(), Search.OFFLINE, Optional.of(Calls.eva()), true);
    assertThat(notes(words().of(remembered)))
        .containsExactly("Keine Verbindung: Das weiß das Telefon noch von früher.");
    assertThat(words().of(remembered).notes().get(0).warning()).isTrue();
    PanelModel stale = words().of(call(Calls.contact("Eva", Card.Freshness.STALE, 1)));
    assertThat(notes(stale)).containsExactly("Vielleicht veraltet; wird gerade erneuert.");
  }

  @Test
  public void aLockedScreenSaysNothingOfWhoItIs() {
    PanelModel model = words().withoutNames(call(Calls.eva()));
    assertThat(model.spoken() + model.summary())
        .doesNotContain("Eva")
        .doesNotContain("Muster")
        .doesNotContain("12.500")
        .doesNotContain("Novak")
        .doesNotContain("Angebot");
    assertThat(model.url()).isEmpty();
  }

  @Test
  public void aNamelessRecordIsCalledByItsCompanyOrItsNumber() {
    assertThat(words().of(call(Calls.contact("", Card.Freshness.LIVE, 1))).headline())
        .isEqualTo("Muster GmbH");
    assertThat(words().of(call(Calls.contact("", Card.Freshness.LIVE, 1))).company()).isEmpty();
  }

  private Optional<String> amount(String amount, Optional<String> currency) {
    Card eva = Calls.eva();
    Card.Deal deal =
        new Card.Deal(1, "Deal", Optional.empty(), Optional.of(amount), currency, Optional.empty());
    Card card =
        new Card(eva.kind(), eva.freshness(), 1, eva.caller(), Optional.of(deal), Optional.empty());
    return words().of(call(card)).business().orElseThrow().amount();
  }

  private static PanelWords words() {
    return new PanelWords(RuntimeEnvironment.getApplication().getResources());
  }

  private static PanelCall call(Card card) {
    return PanelCall.of(Calls.ring()).with(card, false);
  }

  private static List<String> notes(PanelModel model) {
    return model.notes().stream().map(PanelModel.Note::text).toList();
  }
}
