package simtrix.phone.panel;

import android.content.res.Resources;
import android.telephony.PhoneNumberUtils;
import android.text.BidiFormatter;
import android.text.TextDirectionHeuristics;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import simtrix.phone.R;
import simtrix.phone.call.Presentation;
import simtrix.phone.panel.PanelCall.Phase;
import simtrix.phone.panel.PanelModel.Business;
import simtrix.phone.panel.PanelModel.Note;
import simtrix.phone.server.Card;

/** Puts into the user's words what is known of a call. */
final class PanelWords {

  private static final char NO_BREAK = '\u00a0';

  private final Resources texts;

  PanelWords(Resources texts) {
    this.texts = texts;
  }

  PanelModel of(PanelCall call) {
    Phase phase = call.phase();
    Optional<Card.Caller> caller =
        phase == Phase.KNOWN ? call.card().flatMap(Card::caller) : Optional.empty();
    Optional<String> name = caller.map(Card.Caller::name).filter(text -> !text.isBlank());
    Optional<String> company = caller.flatMap(Card.Caller::company).filter(text -> !text.isBlank());
    Optional<String> number = call.ring().number().map(this::number);
    String headline = name.or(() -> company).or(() -> number).orElseGet(() -> withoutNumber(call));
    return new PanelModel(
        phase,
        label(phase, caller),
        headline,
        company.filter(text -> !text.equals(headline)),
        details(call, number.filter(text -> !text.equals(headline)), caller),
        phase == Phase.KNOWN
            ? call.card().flatMap(card -> business(card, headline))
            : Optional.empty(),
        notes(call, phase),
        caller.flatMap(Card.Caller::url));
  }

  /** For a locked screen whose owner wants no names on it. */
  PanelModel withoutNames(PanelCall call) {
    PanelModel open = of(call);
    if (open.phase() != Phase.KNOWN) {
      return open;
    }
    String headline =
        call.ring()
            .number()
            .map(this::number)
            .orElseGet(() -> texts.getString(R.string.panel_known));
    return new PanelModel(
        Phase.KNOWN,
        texts.getString(R.string.panel_known),
        headline,
        Optional.empty(),
        call.ring().sim().map(this::sim).stream().collect(Collectors.toList()),
        Optional.empty(),
        List.of(new Note(texts.getString(R.string.panel_note_unlock), false)),
        Optional.empty());
  }

  private String label(Phase phase, Optional<Card.Caller> caller) {
    return texts.getString(
        switch (phase) {
          case LOOKING_UP -> R.string.panel_looking_up;
          case SLOW -> R.string.panel_slow;
          case UNKNOWN -> R.string.panel_unknown;
          case ANONYMOUS -> R.string.panel_anonymous;
          case OFFLINE -> R.string.panel_offline;
          case KNOWN ->
              switch (caller.map(Card.Caller::type).orElse("")) {
                case "CONTACT" -> R.string.panel_contact;
                case "COMPANY" -> R.string.panel_company;
                case "LEAD" -> R.string.panel_lead;
                default -> R.string.panel_known;
              };
        });
  }

  private String withoutNumber(PanelCall call) {
    boolean withheld = call.ring().presentation() == Presentation.RESTRICTED;
    boolean payphone = call.ring().presentation() == Presentation.PAYPHONE;
    if (payphone) {
      return texts.getString(R.string.panel_payphone);
    }
    return texts.getString(
        withheld || call.phase() == Phase.ANONYMOUS
            ? R.string.panel_number_withheld
            : R.string.panel_number_coming);
  }

  private List<String> details(
      PanelCall call, Optional<String> number, Optional<Card.Caller> caller) {
    String line =
        String.join(
            " · ",
            Stream.of(number, call.ring().sim().map(this::sim))
                .flatMap(Optional::stream)
                .collect(Collectors.toList()));
    Optional<String> responsible =
        caller
            .flatMap(Card.Caller::responsible)
            .map(who -> texts.getString(R.string.panel_responsible, who));
    return Stream.of(Optional.of(line).filter(text -> !text.isEmpty()), responsible)
        .flatMap(Optional::stream)
        .collect(Collectors.toList());
  }

  private Optional<Business> business(Card card, String headline) {
    Optional<Business> deal =
        card.deal()
            .map(
                open ->
                    new Business(
                        texts.getString(R.string.panel_deal),
                        Optional.of(open.title()),
                        open.amount().flatMap(amount -> amount(amount, open.currency())),
                        open.stage(),
                        open.url()));
    return deal.or(
        () ->
            card.lead()
                .map(
                    open ->
                        new Business(
                            texts.getString(R.string.panel_open_lead),
                            Optional.of(open.title()).filter(title -> !title.equals(headline)),
                            Optional.empty(),
                            open.stage(),
                            open.url())));
  }

  private List<Note> notes(PanelCall call, Phase phase) {
    List<Note> notes = new ArrayList<>();
    switch (phase) {
      case UNKNOWN -> notes.add(new Note(texts.getString(R.string.panel_note_lead), false));
      case ANONYMOUS -> notes.add(new Note(texts.getString(R.string.panel_note_anonymous), false));
      case SLOW -> notes.add(new Note(texts.getString(R.string.panel_note_slow), true));
      case OFFLINE -> notes.add(new Note(texts.getString(R.string.panel_note_offline), true));
      default -> {}
    }
    call.card()
        .filter(card -> phase == Phase.KNOWN && card.matches() > 1)
        .ifPresent(
            card ->
                notes.add(
                    new Note(
                        texts.getQuantityString(
                            R.plurals.panel_matches, card.matches(), card.matches()),
                        false)));
    if (call.card().isPresent() && call.fromPhone()) {
      notes.add(new Note(texts.getString(R.string.panel_note_memory), true));
    } else if (call.card().filter(card -> card.freshness() == Card.Freshness.STALE).isPresent()) {
      notes.add(new Note(texts.getString(R.string.panel_note_stale), true));
    }
    return notes;
  }

  private String sim(String name) {
    return texts.getString(R.string.panel_sim, name);
  }

  private String number(String raw) {
    String spaced = PhoneNumberUtils.formatNumber(raw, locale().getCountry());
    String unbroken = (spaced == null ? raw : spaced).replace(' ', NO_BREAK);
    return BidiFormatter.getInstance(locale()).unicodeWrap(unbroken, TextDirectionHeuristics.LTR);
  }

  /** A deal of nothing is one whose amount nobody has entered yet. */
  private Optional<String> amount(String amount, Optional<String> currency) {
    try {
      BigDecimal value = new BigDecimal(amount);
      return value.signum() == 0 ? Optional.empty() : Optional.of(spelled(value, currency));
    } catch (NumberFormatException noNumber) {
      return Optional.of(currency.map(code -> amount + " " + code).orElse(amount));
    }
  }

  private String spelled(BigDecimal value, Optional<String> currency) {
    Optional<Currency> known = currency.flatMap(PanelWords::currency);
    NumberFormat format =
        known.isPresent()
            ? NumberFormat.getCurrencyInstance(locale())
            : NumberFormat.getNumberInstance(locale());
    known.ifPresent(format::setCurrency);
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    int digits = whole ? 0 : known.map(Currency::getDefaultFractionDigits).orElse(2);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    String text = format.format(value);
    return known.isPresent() ? text : currency.map(code -> text + " " + code).orElse(text);
  }

  private static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  private Locale locale() {
    return texts.getConfiguration().getLocales().get(0);
  }
}
