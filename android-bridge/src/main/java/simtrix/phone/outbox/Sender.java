package simtrix.phone.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.book.CallBook;
import simtrix.phone.device.Jobs;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.outbox.OutboxState.Trouble;
import simtrix.phone.server.Answer;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.Credentials;
import simtrix.phone.server.Standing;

/**
 * Hands the outbox over, one after the other, until it is empty or the server has to be given time.
 * Nothing leaves the outbox but by the server's own word. Events come first, and wait for nothing
 * that an attachment has met with: there may be a proxy that lets only the small through.
 */
final class Sender {

  /** A phone that is not believed asks again once in a while: the server may have been mended. */
  static final Duration NOT_BELIEVED = Duration.ofHours(1);

  /**
   * Proxies say it of large uploads, in pages of their own, and would say it of the same file for
   * ever. An event is small: who says it of one is no part of the way to the server.
   */
  private static final int TOO_LARGE = 413;

  private final EventTable events;
  private final Attachments attachments;
  private final StoredAccount account;
  private final CallBook book;
  private final BridgeClient client;
  private final Waiting eventsWait;
  private final Waiting attachmentsWait;
  private final Trying trying;
  private final Jobs jobs;
  private final PhoneClock clock;
  private final ReentrantLock one = new ReentrantLock();

  Sender(
      EventTable events,
      Attachments attachments,
      StoredAccount account,
      CallBook book,
      BridgeClient client,
      Waiting eventsWait,
      Waiting attachmentsWait,
      Trying trying,
      Jobs jobs,
      PhoneClock clock) {
    this.events = events;
    this.attachments = attachments;
    this.account = account;
    this.book = book;
    this.client = client;
    this.eventsWait = eventsWait;
    this.attachmentsWait = attachmentsWait;
    this.trying = trying;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Sends what waits. Blocks while the network works; a second caller waits for the first.
   *
   * @param now whether to try at once, whatever the waiting time says
   * @return how long to wait before the next try; empty when nothing is left to send
   */
  Optional<Duration> send(boolean now) {
    one.lock();
    try {
      if (now) {
        eventsWait.over();
        attachmentsWait.over();
      }
      Optional<Duration> left = drain();
      left.ifPresent(wait -> jobs.sendWhenOnline(wait.toMillis()));
      return left;
    } finally {
      one.unlock();
    }
  }

  private Optional<Duration> drain() {
    Optional<String> company = account.company();
    if (company.isEmpty()) {
      return stuck();
    }
    while (!Thread.currentThread().isInterrupted()) {
      Optional<Event> event = events.next(company.get());
      Optional<Attachments.Attachment> attachment =
          event.isPresent() ? Optional.empty() : attachments.next(company.get());
      if (event.isEmpty() && attachment.isEmpty()) {
        trying.wentWell();
        return attachments.lookAgain();
      }
      Waiting waiting = event.isPresent() ? eventsWait : attachmentsWait;
      Duration left = waiting.left();
      if (!left.isZero()) {
        return Optional.of(left);
      }
      Optional<Credentials> to = account.credentials();
      if (to.isEmpty()) {
        // A key store that only fails now may give the token at the next try.
        trying.trouble(Trouble.PAIR_AGAIN);
        return Optional.of(NOT_BELIEVED);
      }
      boolean goOn =
          event.isPresent() ? send(event.get(), to.get()) : send(attachment.get(), to.get());
      if (!goOn) {
        return Optional.of(waiting.left());
      }
    }
    return Optional.of(Duration.ZERO);
  }

  /** No try can help before a person has paired this phone. */
  private Optional<Duration> stuck() {
    if (events.count() > 0) {
      trying.trouble(Trouble.NOT_PAIRED);
    }
    return Optional.empty();
  }

  private boolean send(Event event, Credentials to) {
    Answer<Standing> answer = client.event(to, event.call(), event.body());
    if (answer instanceof Answer.Taken<Standing> taken) {
      events.inOne(
          () -> {
            book.keepStatus(event.call(), taken.value().status(), taken.value().url());
            events.sent(event);
            accepted(eventsWait);
          });
      return true;
    }
    if (answer instanceof Answer.Refused<Standing> refused) {
      events.refuse(event, clock.now(), refused.status(), refused.sentence());
      eventsWait.over();
      return true;
    }
    return givesTime(answer, eventsWait, () -> events.failed(event));
  }

  private boolean send(Attachments.Attachment attachment, Credentials to) {
    Answer<Boolean> answer = attachment.send(to);
    if (answer instanceof Answer.Taken) {
      attachment.taken();
      accepted(attachmentsWait);
      return true;
    }
    if (answer instanceof Answer.Refused<Boolean> refused) {
      refuse(attachment, refused.status(), refused.sentence());
      return true;
    }
    if (answer instanceof Answer.Foreign<Boolean> foreign && foreign.status() == TOO_LARGE) {
      refuse(attachment, TOO_LARGE, "");
      return true;
    }
    return givesTime(answer, attachmentsWait, attachment::failed);
  }

  private void refuse(Attachments.Attachment attachment, int status, String sentence) {
    events.refuse(
        new Event(attachment.call(), 0, attachment.callAt(), attachment.number(), ""),
        clock.now(),
        status,
        sentence);
    attachment.refused();
  }

  private void accepted(Waiting waiting) {
    account.believed();
    waiting.over();
    trying.accepted(clock.now());
  }

  /** Notes why it did not work and how long to wait: always false, there is no going on now. */
  private boolean givesTime(Answer<?> answer, Waiting waiting, Runnable failed) {
    if (answer instanceof Answer.NotBelieved) {
      account.notBelieved();
      trying.trouble(Trouble.PAIR_AGAIN);
      waiting.exactly(NOT_BELIEVED);
    } else if (answer instanceof Answer.NotNow<?> later) {
      boolean broken = later.status() != 429 && later.status() != 503;
      if (broken) {
        failed.run();
      }
      Trouble busy = later.status() == 429 ? Trouble.TOO_FAST : Trouble.SERVER_BUSY;
      trying.trouble(broken ? Trouble.SERVER_BROKEN : busy);
      later.retryAfter().ifPresentOrElse(waiting::exactly, waiting::longer);
    } else if (answer instanceof Answer.Silence<?> silence) {
      trying.trouble(trouble(silence.reason()));
      waiting.longer();
    } else {
      failed.run();
      trying.trouble(Trouble.SERVER_BROKEN);
      waiting.longer();
    }
    return false;
  }

  private static Trouble trouble(Answer.Reason reason) {
    return switch (reason) {
      case NO_NETWORK -> Trouble.NO_NETWORK;
      case NO_ANSWER -> Trouble.NO_ANSWER;
      case NOT_SECURE -> Trouble.NOT_SECURE;
    };
  }
}
