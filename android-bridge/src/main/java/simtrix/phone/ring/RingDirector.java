package simtrix.phone.ring;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.book.CallBook;
import simtrix.phone.call.Call;
import simtrix.phone.call.Ring;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.Sims;
import simtrix.phone.panel.Panel;
import simtrix.phone.server.Answer;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.CallBody;
import simtrix.phone.server.Card;
import simtrix.phone.server.Credentials;

/**
 * Asks the server who is calling and tells the panel, for as long as the phone rings. The request
 * is the call's RINGING event as well; it is not kept in the outbox, because all that it says is
 * said again by the event that follows.
 */
public final class RingDirector {

  /** The server answers within 1.5 s; from here on people are told that it takes longer. */
  static final Duration SLOW = Duration.ofMillis(1200);

  static final Duration ASK_AGAIN = Duration.ofMillis(700);
  static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  /** After this long nobody looks at the panel for news any more. */
  static final Duration GIVE_UP = Duration.ofSeconds(20);

  private final StoredAccount account;
  private final BridgeClient client;
  private final CardCache cards;
  private final CallBook book;
  private final Sims sims;
  private final Panel panel;
  private final PhoneClock clock;
  private final Executor network;
  private final ScheduledExecutorService timer;
  private final Map<UUID, Lookup> lookups = new ConcurrentHashMap<>();

  public RingDirector(
      StoredAccount account,
      BridgeClient client,
      CardCache cards,
      CallBook book,
      Sims sims,
      Panel panel,
      PhoneClock clock,
      Executor network,
      ScheduledExecutorService timer) {
    this.account = account;
    this.client = client;
    this.cards = cards;
    this.book = book;
    this.sims = sims;
    this.panel = panel;
    this.clock = clock;
    this.network = network;
    this.timer = timer;
  }

  /** A call rings, or its number has become known: an answer to what was asked before is void. */
  public void ringing(Call call) {
    Lookup lookup = new Lookup(call, account.showsPanel(), clock.elapsed());
    Lookup before = lookups.put(call.id(), lookup);
    if (before != null && before.call.number().equals(call.number())) {
      lookups.put(call.id(), before);
      return;
    }
    if (lookup.shown) {
      panel.ringing(ring(call));
    }
    var unused = timer.schedule(() -> slow(lookup), SLOW.toMillis(), TimeUnit.MILLISECONDS);
    network.execute(() -> ask(lookup));
  }

  public void answered(UUID call) {
    panel.answered(call);
  }

  public void ended(UUID call) {
    lookups.remove(call);
    panel.ended(call);
  }

  private void ask(Lookup lookup) {
    if (!current(lookup)) {
      return;
    }
    Optional<Credentials> to = account.credentials();
    if (to.isEmpty()) {
      unreachable(lookup);
      return;
    }
    Call call = lookup.call;
    String body =
        CallBody.of(call, call.slot().flatMap(sims::number), false, ZoneId.systemDefault());
    Answer<Card> answer = client.ring(to.get(), call.id(), body);
    if (answer instanceof Answer.Taken<Card> taken) {
      found(lookup, taken.value());
    } else if (answer instanceof Answer.Refused) {
      unreachable(lookup);
    } else if (answer instanceof Answer.NotBelieved) {
      account.notBelieved();
      unreachable(lookup);
    } else {
      unreachable(lookup);
      again(lookup, TRY_AGAIN);
    }
  }

  private void found(Lookup lookup, Card card) {
    if (card.kind() == Card.Kind.PENDING) {
      again(lookup, ASK_AGAIN);
      return;
    }
    lookup.answered = true;
    if (lookup.shown && current(lookup)) {
      panel.card(lookup.call.id(), card, false);
    }
    lookup.call.number().ifPresent(number -> cards.keep(number, card));
    remember(lookup.call.id(), card);
  }

  private void again(Lookup lookup, Duration pause) {
    if (clock.elapsed() - lookup.since < GIVE_UP.toMillis()) {
      var unused =
          timer.schedule(
              () -> network.execute(() -> ask(lookup)), pause.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      unreachable(lookup);
    }
  }

  private void unreachable(Lookup lookup) {
    if (lookup.answered || lookup.helpedOut) {
      return;
    }
    lookup.helpedOut = true;
    Optional<Card> known = lookup.call.number().flatMap(cards::card);
    known.ifPresent(card -> remember(lookup.call.id(), card));
    if (lookup.shown && current(lookup)) {
      known.ifPresentOrElse(
          card -> panel.card(lookup.call.id(), card, true), () -> panel.offline(lookup.call.id()));
    }
  }

  private void slow(Lookup lookup) {
    if (lookup.shown && current(lookup) && !lookup.answered && !lookup.helpedOut) {
      panel.slow(lookup.call.id());
    }
  }

  /** For the list of past calls. */
  private void remember(UUID call, Card card) {
    if (card.kind() == Card.Kind.KNOWN) {
      try {
        book.keepCard(call, cards.seal(card));
      } catch (IllegalStateException withoutKeyStore) {
        // The list shows the number instead of the name.
      }
    }
  }

  private boolean current(Lookup lookup) {
    return lookups.get(lookup.call.id()) == lookup;
  }

  private Ring ring(Call call) {
    return new Ring(
        call.id(),
        call.number(),
        call.presentation(),
        call.slot().flatMap(sims::name),
        call.rangAt());
  }

  /** One asking about one call. */
  private static final class Lookup {
    private final Call call;
    private final boolean shown;
    private final long since;
    private volatile boolean answered;
    private volatile boolean helpedOut;

    Lookup(Call call, boolean shown, long since) {
      this.call = call;
      this.shown = shown;
      this.since = since;
    }
  }
}
