package simtrix.phone.server;

import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;
import simtrix.phone.server.Card.Caller;
import simtrix.phone.server.Card.Deal;
import simtrix.phone.server.Card.Lead;

/** The server's JSON of a card and back, the latter for the phone's own memory. */
public final class CardJson {

  private CardJson() {}

  /**
   * Reads a card.
   *
   * @throws JSONException it is no card
   */
  public static Card read(JSONObject json) throws JSONException {
    try {
      Card.Kind kind = Card.Kind.valueOf(json.getString("kind"));
      Card.Freshness freshness = Card.Freshness.valueOf(json.getString("freshness"));
      int matches = json.optInt("matches");
      if (kind != Card.Kind.KNOWN) {
        return new Card(
            kind, freshness, matches, Optional.empty(), Optional.empty(), Optional.empty());
      }
      Optional<Caller> caller = part(json, "caller").map(CardJson::caller);
      if (caller.isEmpty()) {
        throw new JSONException("a known caller without a caller");
      }
      return new Card(
          kind,
          freshness,
          matches,
          caller,
          part(json, "deal").map(CardJson::deal),
          part(json, "lead").map(CardJson::lead));
    } catch (IllegalArgumentException e) {
      throw new JSONException("an unknown kind of card");
    }
  }

  /** What {@link #read} reads. */
  public static String write(Card card) {
    try {
      JSONObject json = new JSONObject();
      json.put("kind", card.kind().name());
      json.put("freshness", card.freshness().name());
      json.put("matches", card.matches());
      if (card.caller().isPresent()) {
        json.put("caller", json(card.caller().get()));
      }
      if (card.deal().isPresent()) {
        json.put("deal", json(card.deal().get()));
      }
      if (card.lead().isPresent()) {
        json.put("lead", json(card.lead().get()));
      }
      return json.toString();
    } catch (JSONException e) {
      throw new IllegalStateException("a card cannot be written as JSON", e);
    }
  }

  static Optional<JSONObject> part(JSONObject json, String name) {
    return Optional.ofNullable(json.optJSONObject(name));
  }

  static Optional<String> text(JSONObject json, String name) {
    return json.isNull(name)
        ? Optional.empty()
        : Optional.of(json.optString(name)).filter(text -> !text.isEmpty());
  }

  private static Caller caller(JSONObject json) {
    return new Caller(
        text(json, "type").orElse("CONTACT"),
        json.optLong("id"),
        text(json, "name").orElse(""),
        text(json, "company"),
        text(json, "responsible"),
        text(json, "url"));
  }

  private static Deal deal(JSONObject json) {
    return new Deal(
        json.optLong("id"),
        text(json, "title").orElse(""),
        text(json, "stage"),
        text(json, "amount"),
        text(json, "currency"),
        text(json, "url"));
  }

  private static Lead lead(JSONObject json) {
    return new Lead(
        json.optLong("id"), text(json, "title").orElse(""), text(json, "stage"), text(json, "url"));
  }

  private static JSONObject json(Caller caller) throws JSONException {
    return new JSONObject()
        .put("type", caller.type())
        .put("id", caller.id())
        .put("name", caller.name())
        .putOpt("company", caller.company().orElse(null))
        .putOpt("responsible", caller.responsible().orElse(null))
        .putOpt("url", caller.url().orElse(null));
  }

  private static JSONObject json(Deal deal) throws JSONException {
    return new JSONObject()
        .put("id", deal.id())
        .put("title", deal.title())
        .putOpt("stage", deal.stage().orElse(null))
        .putOpt("amount", deal.amount().orElse(null))
        .putOpt("currency", deal.currency().orElse(null))
        .putOpt("url", deal.url().orElse(null));
  }

  private static JSONObject json(Lead lead) throws JSONException {
    return new JSONObject()
        .put("id", lead.id())
        .put("title", lead.title())
        .putOpt("stage", lead.stage().orElse(null))
        .putOpt("url", lead.url().orElse(null));
  }
}
