package simtrix.phone.book;

import android.content.ContentValues;
import android.database.Cursor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import simtrix.phone.call.Call;
import simtrix.phone.call.Outcome;
import simtrix.phone.call.Presentation;
import simtrix.phone.call.Verdict;

/** A call as a row of the table and back. */
final class CallRows {

  private CallRows() {}

  static ContentValues values(Call call) {
    ContentValues row = new ContentValues();
    row.put("number", call.number().orElse(null));
    row.put("presentation", call.presentation().name());
    row.put("slot", call.slot().orElse(null));
    row.put("rang_at", call.rangAt().toEpochMilli());
    row.put("contested", call.contested() ? 1 : 0);
    row.put("picked_up_at", millis(call.pickedUpAt()));
    row.put("over_at", millis(call.overAt()));
    row.put("outcome", call.verdict().map(v -> v.outcome().name()).orElse(null));
    row.put("answered_at", millis(call.verdict().flatMap(Verdict::answeredAt)));
    row.put("ended_at", millis(call.verdict().map(Verdict::endedAt)));
    row.put("from_log", call.verdict().map(Verdict::fromLog).orElse(false) ? 1 : 0);
    return row;
  }

  static Call call(Cursor row) {
    return new Call(
        UUID.fromString(text(row, "id").orElseThrow()),
        text(row, "number"),
        Presentation.valueOf(text(row, "presentation").orElseThrow()),
        number(row, "slot").map(Long::intValue),
        instant(row, "rang_at").orElseThrow(),
        number(row, "contested").orElseThrow() == 1,
        instant(row, "picked_up_at"),
        instant(row, "over_at"),
        text(row, "outcome").map(Outcome::valueOf).map(outcome -> verdict(row, outcome)));
  }

  static BookedCall booked(Cursor row) {
    int card = row.getColumnIndexOrThrow("card");
    return new BookedCall(
        call(row),
        row.isNull(card) ? Optional.empty() : Optional.of(row.getBlob(card)),
        text(row, "crm_status"),
        text(row, "crm_url"));
  }

  private static Verdict verdict(Cursor row, Outcome outcome) {
    return new Verdict(
        outcome,
        instant(row, "answered_at"),
        instant(row, "ended_at").orElseThrow(),
        number(row, "from_log").orElseThrow() == 1);
  }

  private static Long millis(Optional<Instant> instant) {
    return instant.map(Instant::toEpochMilli).orElse(null);
  }

  private static Optional<String> text(Cursor row, String column) {
    return Optional.ofNullable(row.getString(row.getColumnIndexOrThrow(column)));
  }

  private static Optional<Long> number(Cursor row, String column) {
    int index = row.getColumnIndexOrThrow(column);
    return row.isNull(index) ? Optional.empty() : Optional.of(row.getLong(index));
  }

  private static Optional<Instant> instant(Cursor row, String column) {
    return number(row, column).map(Instant::ofEpochMilli);
  }
}
