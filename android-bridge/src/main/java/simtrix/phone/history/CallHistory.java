package simtrix.phone.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.book.BookedCall;
import simtrix.phone.book.CallBook;
import simtrix.phone.call.Call;
import simtrix.phone.call.Verdict;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.history.PastCall.CrmState;
import simtrix.phone.outbox.CallOutbox;
import simtrix.phone.ring.CardCache;
import simtrix.phone.server.Answer;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.Card;
import simtrix.phone.server.Credentials;
import simtrix.phone.server.Standing;

/** Puts together what book, outbox and server know of the calls of the last days. */
public final class CallHistory implements History {

  private static final Duration SHOWN = Duration.ofDays(7);

  /** So many are asked after in one go; a day has fewer calls. */
  private static final int ASKED_AT_ONCE = 50;

  private static final Set<CrmState> ASKED =
      Set.of(CrmState.ON_SERVER, CrmState.BEING_RETRIED, CrmState.WITH_SUPPORT);

  private final CallBook book;
  private final CallOutbox outbox;
  private final CardCache cards;
  private final StoredAccount account;
  private final BridgeClient client;
  private final PhoneClock clock;

  public CallHistory(
      CallBook book,
      CallOutbox outbox,
      CardCache cards,
      StoredAccount account,
      BridgeClient client,
      PhoneClock clock) {
    this.book = book;
    this.outbox = outbox;
    this.cards = cards;
    this.account = account;
    this.client = client;
    this.clock = clock;
  }

  @Override
  public List<PastCall> recent() {
    Set<UUID> waiting = outbox.waitingCalls();
    Set<UUID> refused = outbox.refusedCalls();
    return book.since(since()).stream()
        .map(call -> past(call, waiting, refused))
        .collect(Collectors.toList());
  }

  @Override
  public void refresh() {
    Optional<Credentials> to = account.credentials();
    if (to.isEmpty()) {
      return;
    }
    List<PastCall> open =
        recent().stream()
            .filter(call -> ASKED.contains(call.state()))
            .limit(ASKED_AT_ONCE)
            .collect(Collectors.toList());
    for (PastCall call : open) {
      Answer<Standing> answer = client.call(to.get(), call.id());
      answer
          .taken()
          .ifPresent(standing -> book.keepStatus(call.id(), standing.status(), standing.url()));
      boolean goOn = answer instanceof Answer.Taken || answer instanceof Answer.Refused;
      if (!goOn) {
        return;
      }
    }
  }

  private Instant since() {
    return clock.now().minus(SHOWN);
  }

  private PastCall past(BookedCall booked, Set<UUID> waiting, Set<UUID> refused) {
    Call call = booked.call();
    Optional<Card.Caller> caller = booked.card().flatMap(cards::open).flatMap(Card::caller);
    return new PastCall(
        call.id(),
        call.number(),
        caller.map(Card.Caller::name).filter(name -> !name.isEmpty()),
        caller.flatMap(Card.Caller::company),
        call.verdict().map(Verdict::outcome),
        call.rangAt(),
        call.verdict().map(Verdict::talk).orElse(Duration.ZERO),
        state(booked, waiting, refused),
        booked.url());
  }

  private static CrmState state(BookedCall booked, Set<UUID> waiting, Set<UUID> refused) {
    UUID id = booked.call().id();
    if (booked.call().overAt().isEmpty()) {
      return CrmState.GOING_ON;
    }
    if (refused.contains(id)) {
      return CrmState.REFUSED;
    }
    if (booked.call().verdict().isEmpty() || waiting.contains(id) || booked.status().isEmpty()) {
      return CrmState.ON_PHONE;
    }
    return switch (booked.status().get()) {
      case "WRITTEN" -> CrmState.WRITTEN;
      case "LOCAL" -> CrmState.NOT_IN_CRM;
      case "RETRYING" -> CrmState.BEING_RETRIED;
      case "DEAD", "ARCHIVED" -> CrmState.WITH_SUPPORT;
      default -> CrmState.ON_SERVER;
    };
  }
}
