package simtrix.phone.outbox;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import simtrix.phone.account.PairingListener;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.book.CallBook;
import simtrix.phone.call.Call;
import simtrix.phone.device.Jobs;
import simtrix.phone.device.Notes;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.device.Sims;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.CallBody;

/** The outbox of calls: what is kept here stays until the server has it or has refused it. */
public final class CallOutbox implements Outbox, PairingListener {

  /** Longer waits are left to Android, which wakes the app for them. */
  private static final Duration IN_PROCESS = Duration.ofMinutes(1);

  private final EventTable events;
  private final Sender sender;
  private final Waiting eventsWait;
  private final Waiting attachmentsWait;
  private final Trying trying;
  private final StoredAccount account;
  private final Attachments attachments;
  private final Sims sims;
  private final Jobs jobs;
  private final PhoneClock clock;
  private final ScheduledExecutorService thread;
  private Optional<Future<?>> nextTry = Optional.empty();

  /**
   * @param thread the one that sends
   */
  public CallOutbox(
      PhoneDatabase database,
      StoredAccount account,
      CallBook book,
      BridgeClient client,
      Attachments attachments,
      Sims sims,
      Jobs jobs,
      PhoneClock clock,
      DoubleSupplier random,
      ScheduledExecutorService thread) {
    Notes notes = new Notes(database);
    this.events = new EventTable(database);
    this.eventsWait = new Waiting("send", notes, clock, random);
    this.attachmentsWait = new Waiting("upload", notes, clock, random);
    this.trying = new Trying(notes);
    this.sender =
        new Sender(
            events,
            attachments,
            account,
            book,
            client,
            eventsWait,
            attachmentsWait,
            trying,
            jobs,
            clock);
    this.account = account;
    this.attachments = attachments;
    this.sims = sims;
    this.jobs = jobs;
    this.clock = clock;
    this.thread = thread;
  }

  /**
   * Keeps what is known of a call, in one transaction with whatever encloses it. A phone that is
   * nobody's keeps nothing. {@link #wake} sends it.
   */
  public void keep(Call call) {
    Optional<String> company = account.company();
    if (company.isPresent()) {
      boolean recordingFollows = attachments.follows(call);
      if (recordingFollows) {
        attachments.expect(company.get(), call);
      }
      String body =
          CallBody.of(
              call, call.slot().flatMap(sims::number), recordingFollows, ZoneId.systemDefault());
      events.keep(company.get(), call.id(), call.rangAt(), call.number(), body);
    }
  }

  /** Sends soon: at once in this process, and by a job should it be killed before. */
  public void wake() {
    jobs.sendWhenOnline();
    thread.execute(this::sendAndGoOn);
  }

  /**
   * Sends on the calling thread, for a job.
   *
   * @return how long to wait before the next try; empty when nothing is left to send
   */
  public Optional<Duration> send() {
    return sender.send(false);
  }

  @Override
  public void sendNow() {
    jobs.sendWhenOnline();
    sender.send(true);
  }

  @Override
  public OutboxState state() {
    boolean nobodys = account.company().isEmpty();
    Optional<OutboxState.Trouble> trouble =
        nobodys
            ? Optional.of(OutboxState.Trouble.NOT_PAIRED)
            : account.mustPairAgain()
                ? Optional.of(OutboxState.Trouble.PAIR_AGAIN)
                : trying.trouble();
    int count = queueLength();
    Duration left = (events.count() > 0 ? eventsWait : attachmentsWait).left();
    return new OutboxState(
        count,
        events.oldest(),
        trying.lastAccepted(),
        trouble,
        count == 0 || nobodys || left.isZero()
            ? Optional.empty()
            : Optional.of(clock.now().plus(left)));
  }

  /** Events and recordings that the server does not have yet. */
  public int queueLength() {
    return events.count() + attachments.count();
  }

  @Override
  public List<Refusal> refusals() {
    return events.refusals();
  }

  @Override
  public void dismiss(long refusal) {
    events.dismiss(refusal);
  }

  /** The calls of which something waits. */
  public Set<UUID> waitingCalls() {
    return events.calls();
  }

  /** The calls of which something was refused and not yet seen by anybody. */
  public Set<UUID> refusedCalls() {
    return events.refusedCalls();
  }

  @Override
  public void paired(String company, Optional<String> before) {
    before.filter(name -> !name.equals(company)).ifPresent(name -> events.rename(name, company));
    eventsWait.over();
    attachmentsWait.over();
    trying.wentWell();
  }

  /** However often this is woken, one next try is planned at most. */
  private void sendAndGoOn() {
    nextTry.ifPresent(planned -> planned.cancel(false));
    nextTry =
        sender
            .send(false)
            .filter(wait -> wait.compareTo(IN_PROCESS) <= 0)
            .map(
                wait ->
                    thread.schedule(this::sendAndGoOn, wait.toMillis() + 1, TimeUnit.MILLISECONDS));
  }
}
