package simtrix.phone.telephony;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import simtrix.phone.book.CallBook;
import simtrix.phone.call.Call;
import simtrix.phone.call.Judge;
import simtrix.phone.call.LogRow;
import simtrix.phone.call.Reconciliation;
import simtrix.phone.call.Verdict;
import simtrix.phone.device.Jobs;
import simtrix.phone.device.Notes;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;

/**
 * Lets the call log judge. The log lags behind the end of a call, so it is looked at again when it
 * changes and after growing pauses, for half a minute; then the broadcasts have to do, and a row
 * that comes later still corrects what they said.
 */
public final class Settlement {

  private static final long[] PAUSES = {300, 500, 800, 1400, 3000, 6000, 8000, 10_000};

  /** A call that ended this long ago has its row, or never gets one. */
  private static final Duration LOG_LAG = Duration.ofSeconds(40);

  /** Rows as young as this are left: the broadcast of the call may be still on its way. */
  private static final Duration MAY_BE_TOLD = Duration.ofSeconds(10);

  /** Rows are not in the order of their times: a long call is logged after shorter ones. */
  private static final Duration OVERLAP = Duration.ofHours(24);

  private static final Duration BEFORE = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(9);

  private static final String SINCE = "log-since";
  private static final String READ_UNTIL = "log-read-until";
  private static final String LAST_ROW = "log-last-row";

  private final PhoneDatabase database;
  private final Notes notes;
  private final CallBook book;
  private final CallLogReader log;
  private final LogWatch logWatch;
  private final CallListener listener;
  private final Jobs jobs;
  private final PhoneClock clock;
  private final ScheduledExecutorService thread;

  private final List<Runnable> whenDone = new ArrayList<>();
  private int looked;
  private Optional<Future<?>> nextLook = Optional.empty();

  /**
   * @param thread the one of the {@link CallWatch}; everything here runs on it
   */
  public Settlement(
      PhoneDatabase database,
      CallBook book,
      CallLogReader log,
      LogWatch logWatch,
      CallListener listener,
      Jobs jobs,
      PhoneClock clock,
      ScheduledExecutorService thread) {
    this.database = database;
    this.notes = new Notes(database);
    this.book = book;
    this.log = log;
    this.logWatch = logWatch;
    this.listener = listener;
    this.jobs = jobs;
    this.clock = clock;
    this.thread = thread;
  }

  /** From now on calls count; those before concern nobody here. */
  public void startFrom(Instant moment) {
    notes.keep(SINCE, moment.toEpochMilli());
    notes.keep(READ_UNTIL, moment.toEpochMilli());
    notes.keep(LAST_ROW, 0);
  }

  /** Whether calls count already. */
  public boolean started() {
    return notes.number(SINCE).isPresent();
  }

  /** No call counts any more. */
  public void stop() {
    notes.forget(SINCE);
  }

  /**
   * Gives every call that waits for it a verdict, now or within half a minute.
   *
   * @param done is called then, and when something breaks on the way: whoever waits may be holding
   *     up the phone
   */
  void settle(Runnable done) {
    looked = 0;
    whenDone.add(done);
    look();
  }

  /** The log has changed. */
  public void changed() {
    List<Call> waiting = book.waiting();
    if (!waiting.isEmpty()) {
      judgeByLog(waiting);
    }
    if (book.waiting().isEmpty()) {
      finish();
    }
  }

  private void look() {
    nextLook.ifPresent(look -> look.cancel(false));
    boolean goesOn = false;
    try {
      goesOn = lookedInVain();
    } finally {
      if (!goesOn) {
        finish();
      }
    }
    if (goesOn) {
      logWatch.start();
      long pause = PAUSES[looked++];
      nextLook = Optional.of(thread.schedule(this::look, pause, TimeUnit.MILLISECONDS));
    }
  }

  /** Whether calls still wait, and there is hope that the log will tell of them. */
  private boolean lookedInVain() {
    List<Call> waiting = book.waiting();
    boolean last = looked >= PAUSES.length || !log.allowed();
    if (!waiting.isEmpty()) {
      judgeByLog(waiting);
      for (Call call : book.waiting()) {
        if (call.overAt().isPresent() && (last || longOver(call))) {
          conclude(Judge.byClock(call), Optional.empty());
        }
      }
    }
    return !last && !book.waiting().isEmpty();
  }

  private void finish() {
    nextLook.ifPresent(look -> look.cancel(false));
    nextLook = Optional.empty();
    logWatch.stop();
    List<Runnable> finished = List.copyOf(whenDone);
    whenDone.clear();
    finished.forEach(Runnable::run);
  }

  /** Makes calls of the rows that no broadcast told of, and lets rows correct what clocks said. */
  void reconcile() {
    Optional<Long> since = notes.number(SINCE);
    if (since.isEmpty()) {
      return;
    }
    long now = clock.now().toEpochMilli();
    long readUntil = Math.min(notes.number(READ_UNTIL).orElse(since.get()), now);
    Instant from = Instant.ofEpochMilli(Math.max(since.get(), readUntil - OVERLAP.toMillis()));
    long lastRow = notes.number(LAST_ROW).orElse(0L);
    Optional<List<LogRow>> rows = log.incoming(Instant.ofEpochMilli(since.get()));
    if (rows.isEmpty()) {
      return;
    }
    List<LogRow> fresh =
        rows.get().stream()
            .filter(row -> row.id() > lastRow || !row.startedAt().isBefore(from))
            .collect(Collectors.toList());
    if (leavesSome(fresh)) {
      jobs.judgeSoon();
      var unused =
          thread.schedule(this::reconcile, MAY_BE_TOLD.toMillis() + 500, TimeUnit.MILLISECONDS);
      return;
    }
    notes.keep(READ_UNTIL, now);
    notes.keep(
        LAST_ROW, rows.get().stream().map(LogRow::id).max(Comparator.naturalOrder()).orElse(0L));
    Instant old = Instant.ofEpochMilli(now).minus(KEPT);
    book.forget(old.isBefore(from) ? old : from.minus(OVERLAP));
  }

  /** Works the rows off, and says whether some are too young and have to be looked at again. */
  private boolean leavesSome(List<LogRow> fresh) {
    if (fresh.isEmpty()) {
      return false;
    }
    Instant first =
        fresh.stream().map(LogRow::startedAt).min(Comparator.naturalOrder()).get().minus(BEFORE);
    Set<String> spent = book.spentRows(first.minus(BEFORE));
    List<LogRow> rows =
        fresh.stream().filter(row -> !spent.contains(row.key())).collect(Collectors.toList());
    List<LogRow> grown =
        rows.stream().filter(row -> !mayBeToldYet(row)).collect(Collectors.toList());
    Reconciliation found =
        Reconciliation.of(book.withoutRow(first), book.withRow(first.minus(OVERLAP)), grown);
    found.found().forEach(this::correct);
    String phone = notes.phone();
    for (LogRow row : found.untold()) {
      conclude(Judge.fromLog(row, phone), Optional.of(row.key()));
    }
    return grown.size() < rows.size();
  }

  private void judgeByLog(List<Call> waiting) {
    Instant first = waiting.get(0).rangAt().minus(BEFORE);
    Set<String> spent = book.spentRows(first.minus(BEFORE));
    List<LogRow> rows =
        log.incoming(first).orElse(List.of()).stream()
            .filter(row -> !spent.contains(row.key()))
            .collect(Collectors.toList());
    Map<Call, LogRow> found = Reconciliation.of(book.withoutRow(first), List.of(), rows).found();
    found.forEach(this::correct);
  }

  private void correct(Call call, LogRow row) {
    if (call.verdict().isPresent()) {
      if (!call.verdict().get().fromLog()) {
        conclude(Judge.byLog(call, row), Optional.of(row.key()));
      }
    } else if (call.waitsForVerdict()) {
      conclude(Judge.byLog(call, row), Optional.of(row.key()));
    }
  }

  private void conclude(Call judged, Optional<String> logKey) {
    boolean news = book.call(judged.id()).map(before -> isNews(before, judged)).orElse(true);
    database.inOne(
        () -> {
          if (logKey.isPresent()) {
            book.keep(judged, logKey.get());
          } else {
            book.keep(judged);
          }
          if (news) {
            listener.keep(judged);
          }
        });
    if (news) {
      listener.kept();
    }
  }

  /** A log that only confirms what was said already is no reason to say it again. */
  private static boolean isNews(Call before, Call judged) {
    Optional<Verdict> said = before.verdict();
    return said.isEmpty()
        || said.get().outcome() != judged.verdict().orElseThrow().outcome()
        || !before.number().equals(judged.number())
        || before.presentation() != judged.presentation()
        || said.get().talk().minus(judged.verdict().orElseThrow().talk()).abs().toMillis() > 2000;
  }

  private boolean longOver(Call call) {
    Duration ago = Duration.between(call.overAt().orElseThrow(), clock.now()).abs();
    return looked > 1 && ago.compareTo(LOG_LAG) > 0;
  }

  private boolean mayBeToldYet(LogRow row) {
    Duration ago = Duration.between(row.startedAt().plus(row.talk()), clock.now());
    return !ago.isNegative() && ago.compareTo(MAY_BE_TOLD) < 0;
  }
}
