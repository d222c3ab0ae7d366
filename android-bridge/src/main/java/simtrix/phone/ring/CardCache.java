package simtrix.phone.ring;

import android.content.ContentValues;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.device.Vault;
import simtrix.phone.server.Card;
import simtrix.phone.server.CardJson;

/**
 * The last cards of known callers, for when the server cannot be reached. Sealed, with no number in
 * clear; what cannot be opened any more was never there.
 */
public final class CardCache {

  /** Enough for everybody who calls one salesperson; the oldest go first. */
  static final int LARGEST = 2000;

  private static final String PLACE = "card";

  private final PhoneDatabase database;
  private final Vault vault;
  private final PhoneClock clock;

  public CardCache(PhoneDatabase database, Vault vault, PhoneClock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** Keeps the card of a known caller; of a number that is unknown now, forgets the old one. */
  public void keep(String number, Card card) {
    try {
      String key = vault.blind(digits(number));
      SQLiteDatabase db = database.getWritableDatabase();
      if (card.kind() == Card.Kind.KNOWN) {
        ContentValues row = new ContentValues();
        row.put("number", key);
        row.put("sealed", seal(card));
        row.put("kept_at", clock.now().toEpochMilli());
        db.insertWithOnConflict("card", null, row, SQLiteDatabase.CONFLICT_REPLACE);
        db.execSQL(
            "DELETE FROM card WHERE number NOT IN"
                + " (SELECT number FROM card ORDER BY kept_at DESC, rowid DESC LIMIT "
                + LARGEST
                + ")");
      } else if (card.kind() == Card.Kind.UNKNOWN) {
        db.delete("card", "number = ?", new String[] {key});
      }
    } catch (IllegalStateException withoutKeyStore) {
      // The cache is a convenience: the card itself is on the screen already.
    }
  }

  public Optional<Card> card(String number) {
    String sql = "SELECT sealed FROM card WHERE number = ?";
    try (Cursor row =
        database.getReadableDatabase().rawQuery(sql, new String[] {vault.blind(digits(number))})) {
      return row.moveToFirst() ? open(row.getBlob(0)) : Optional.empty();
    } catch (IllegalStateException withoutKeyStore) {
      return Optional.empty();
    }
  }

  /** Another company's cards are none of this one's. */
  public void clear() {
    database.getWritableDatabase().delete("card", null, null);
  }

  public byte[] seal(Card card) {
    return vault.seal(PLACE, CardJson.write(card).getBytes(StandardCharsets.UTF_8));
  }

  public Optional<Card> open(byte[] sealed) {
    return vault.open(PLACE, sealed).flatMap(CardCache::read);
  }

  private static Optional<Card> read(byte[] json) {
    try {
      return Optional.of(CardJson.read(new JSONObject(new String(json, StandardCharsets.UTF_8))));
    } catch (JSONException e) {
      return Optional.empty();
    }
  }

  private static String digits(String number) {
    String digits = number.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? number : digits;
  }
}
