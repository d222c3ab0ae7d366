package simtrix.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is kept about a number, as it is given out. */
public final class Kept {

  private Kept() {}

  /**
   * How much.
   *
   * @param number in E.164 where it is a telephone number
   * @param pending calls among them that are still on their way to the CRM, or wait for somebody
   * @param attempts to write these calls
   * @param mentions notes of support about other calls that name the number
   * @param lines calls that came in on this number: it is that of a phone
   * @param cachedCards on the node that answers
   */
  public record Report(
      String number,
      int calls,
      int pending,
      int attempts,
      int deadLetters,
      int recordings,
      int mentions,
      int lines,
      int cachedCards) {}

  /**
   * Everything.
   *
   * @param elsewhere what is not here: a sentence for the person who asked
   */
  public record Export(
      String number,
      Instant exportedAt,
      String elsewhere,
      List<CallData> calls,
      List<LetterData> deadLetters,
      List<Mention> mentions,
      int callsOnThisLine,
      List<CardData> cachedCards) {}

  /**
   * A call.
   *
   * @param number as the phone sent it
   * @param line number of the phone that rang
   * @param recording whether there is one, or was
   */
  public record CallData(
      UUID callId,
      String portal,
      String deviceId,
      String direction,
      String state,
      Optional<String> outcome,
      String status,
      Optional<String> number,
      Optional<String> e164,
      String presentation,
      Optional<String> line,
      Instant ringingAt,
      Optional<Instant> answeredAt,
      Optional<Instant> endedAt,
      Instant receivedAt,
      String recording,
      Optional<String> leadTitle,
      InBitrix24 inBitrix24,
      List<AttemptData> attempts) {}

  /** Where the call stands in the CRM, whose operator has to be asked about it. */
  public record InBitrix24(
      Optional<String> entityType,
      Optional<Long> entityId,
      Optional<Long> dealId,
      Optional<Long> leadId,
      Optional<String> crmCallId,
      Optional<Long> activityId) {}

  /** An attempt to write a call; without a category it succeeded. */
  public record AttemptData(
      Instant at, Optional<String> category, Optional<String> code, Optional<String> message) {}

  /** A write that was given up. */
  public record LetterData(
      long id,
      UUID callId,
      String category,
      String code,
      String message,
      Instant firstFailedAt,
      Instant lastFailedAt,
      String state,
      Optional<String> note) {}

  /** A note about another call that names the number. */
  public record Mention(long letter, String note) {}

  /** What a cached card shows. */
  public record CardData(
      long portal,
      Instant at,
      Optional<String> type,
      Optional<Long> id,
      Optional<String> name,
      Optional<String> company,
      Optional<String> responsible,
      Optional<String> deal,
      Optional<String> lead) {}

  /**
   * What has been forgotten.
   *
   * @param forgotten calls
   * @param mentions notes about other calls
   * @param lines calls that came in on this number
   * @param pendingTotal calls that are forgotten as soon as they are written or somebody has
   *     decided about them
   * @param pending the first of those
   */
  public record Deletion(
      String number,
      int forgotten,
      int mentions,
      int lines,
      int cachedCards,
      int pendingTotal,
      List<PendingCall> pending) {}

  /** A call that is not forgotten yet, because that would lose it. */
  public record PendingCall(UUID callId, String portal, String status) {}
}
