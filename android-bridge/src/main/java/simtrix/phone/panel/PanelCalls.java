package simtrix.phone.panel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import simtrix.phone.call.Ring;
import simtrix.phone.server.Card;

/**
 * The calls that ring, and which of them the panel shows: the one that began to ring last. A call
 * that is over never comes back, whatever is still said of it, and none is shown longer than {@link
 * #LONGEST_RING}, even if nobody ever says that it ended. Knows no Android; time comes in as
 * milliseconds of a clock that never jumps. For one thread.
 */
final class PanelCalls {

  /** Networks give up sooner; a panel that is still there then has missed the end of its call. */
  static final Duration LONGEST_RING = Duration.ofMinutes(2);

  /** Time to read the deal while the first words are said. */
  static final Duration AFTER_ANSWER = Duration.ofSeconds(12);

  /** After this the panel says by itself that it takes long. */
  static final Duration USUAL_SEARCH = Duration.ofSeconds(4);

  private static final int REMEMBERED_ENDS = 32;

  private final LongSupplier clock;
  private final List<Entry> live = new ArrayList<>();
  private final Deque<UUID> ended = new ArrayDeque<>();

  PanelCalls(LongSupplier clock) {
    this.clock = clock;
  }

  void ringing(Ring ring) {
    if (ended.contains(ring.id())) {
      return;
    }
    Optional<Entry> known = find(ring.id());
    if (known.isPresent()) {
      known.get().call = known.get().call.with(ring);
    } else {
      live.add(new Entry(PanelCall.of(ring), clock.getAsLong()));
    }
  }

  void card(UUID call, Card card, boolean fromPhone) {
    change(call, known -> known.with(card, fromPhone));
  }

  void slow(UUID call) {
    change(call, PanelCall::slow);
  }

  void offline(UUID call) {
    change(call, PanelCall::offline);
  }

  void answered(UUID call) {
    find(call)
        .filter(entry -> !entry.answered)
        .ifPresent(
            entry -> {
              entry.answered = true;
              entry.goesAt = Math.min(entry.goesAt, clock.getAsLong() + AFTER_ANSWER.toMillis());
            });
  }

  void ended(UUID call) {
    live.removeIf(entry -> entry.call.ring().id().equals(call));
    remember(call);
  }

  /** The user wants to see no more of the call that is shown. */
  void close() {
    shownEntry().ifPresent(entry -> entry.closed = true);
  }

  Optional<PanelCall> shown() {
    return shownEntry().map(entry -> entry.call);
  }

  /** After how many milliseconds time alone changes what is shown. */
  Optional<Long> nextChange() {
    long now = clock.getAsLong();
    return shownEntry()
        .map(
            entry ->
                entry.isSearching()
                    ? Math.min(entry.goesAt, entry.slowAt) - now
                    : entry.goesAt - now);
  }

  private Optional<Entry> shownEntry() {
    long now = clock.getAsLong();
    for (Entry late :
        live.stream().filter(entry -> entry.goesAt <= now).collect(Collectors.toList())) {
      ended(late.call.ring().id());
    }
    if (live.isEmpty()) {
      return Optional.empty();
    }
    Entry last = live.get(live.size() - 1);
    if (last.isSearching() && last.slowAt <= now) {
      last.call = last.call.slow();
    }
    return last.closed ? Optional.empty() : Optional.of(last);
  }

  private void change(UUID call, UnaryOperator<PanelCall> change) {
    find(call).ifPresent(entry -> entry.call = change.apply(entry.call));
  }

  private Optional<Entry> find(UUID call) {
    return live.stream().filter(entry -> entry.call.ring().id().equals(call)).findFirst();
  }

  private void remember(UUID call) {
    ended.remove(call);
    ended.addLast(call);
    if (ended.size() > REMEMBERED_ENDS) {
      ended.removeFirst();
    }
  }

  private static final class Entry {
    private final long slowAt;
    private PanelCall call;
    private long goesAt;
    private boolean answered;
    private boolean closed;

    private Entry(PanelCall call, long now) {
      this.call = call;
      this.slowAt = now + USUAL_SEARCH.toMillis();
      this.goesAt = now + LONGEST_RING.toMillis();
    }

    private boolean isSearching() {
      return call.phase() == PanelCall.Phase.LOOKING_UP;
    }
  }
}
