package simtrix.phone.call;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An incoming call of this phone, from its first ring until its verdict.
 *
 * @param id made at the first ring, the same on the phone, on the server and in the CRM
 * @param slot SIM slot, counted from 0
 * @param contested whether another call was there as well, so that the broadcasts cannot tell which
 *     of them was picked up
 * @param pickedUpAt when the ringing gave way to a conversation; of a contested call that says only
 *     that it stopped ringing
 * @param overAt when the whole line became idle
 * @param verdict empty until it has been judged
 */
public record Call(
    UUID id,
    Optional<String> number,
    Presentation presentation,
    Optional<Integer> slot,
    Instant rangAt,
    boolean contested,
    Optional<Instant> pickedUpAt,
    Optional<Instant> overAt,
    Optional<Verdict> verdict) {

  /** A call that begins to ring. */
  static Call ringing(
      UUID id, Optional<String> number, Optional<Integer> slot, boolean contested, Instant at) {
    return new Call(
        id,
        number,
        number.isPresent() ? Presentation.ALLOWED : Presentation.UNKNOWN,
        slot,
        at,
        contested,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public boolean rings() {
    return pickedUpAt.isEmpty() && overAt.isEmpty();
  }

  /** Whether nothing but a verdict can follow: it is over, or stopped ringing beside another. */
  public boolean waitsForVerdict() {
    return verdict.isEmpty() && (overAt.isPresent() || (contested && pickedUpAt.isPresent()));
  }

  Call withNumber(String known) {
    return new Call(
        id,
        Optional.of(known),
        Presentation.ALLOWED,
        slot,
        rangAt,
        contested,
        pickedUpAt,
        overAt,
        verdict);
  }

  Call withSlot(Optional<Integer> known) {
    return slot.isPresent() || known.isEmpty()
        ? this
        : new Call(id, number, presentation, known, rangAt, contested, pickedUpAt, overAt, verdict);
  }

  Call withholding(Presentation reason) {
    return new Call(
        id, Optional.empty(), reason, slot, rangAt, contested, pickedUpAt, overAt, verdict);
  }

  Call besideAnother() {
    return new Call(id, number, presentation, slot, rangAt, true, pickedUpAt, overAt, verdict);
  }

  Call pickedUp(Instant at) {
    return new Call(
        id, number, presentation, slot, rangAt, contested, Optional.of(at), overAt, verdict);
  }

  /** Over for good, whether or not anybody heard when. */
  public Call over(Instant at) {
    return new Call(
        id, number, presentation, slot, rangAt, contested, pickedUpAt, Optional.of(at), verdict);
  }

  /** With its verdict; what has one is over. */
  Call judged(Verdict found) {
    return new Call(
        id,
        number,
        presentation,
        slot,
        rangAt,
        contested,
        pickedUpAt,
        Optional.of(overAt.orElse(found.endedAt())),
        Optional.of(found));
  }

  /** Without the number, so that it may stand in a log. */
  @Override
  public String toString() {
    return "call " + id;
  }
}
