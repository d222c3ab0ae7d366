package simtrix.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.call.AttemptLog;
import simtrix.call.AttemptLog.Attempt;
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Brings the index of the dead letters in step with the journal, which is the truth, by questions
 * about many calls at once: a hundred thousand letters are looked at every minute.
 */
@Component
class Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  /** Giving up is not one transaction; so long it may be in the middle of it. */
  private static final Duration IN_THE_MIDDLE = Duration.ofSeconds(30);

  private static final int MOST_AT_ONCE = 1_000;

  private record Standing(String callId, CallStatus status, int ticket, Optional<String> letter) {}

  private final JdbcClient jdbc;
  private final CallJournal journal;
  private final AttemptLog attempts;
  private final DeadLetters letters;
  private final Clock clock;

  Reconciliation(
      JdbcClient jdbc, CallJournal journal, AttemptLog attempts, DeadLetters letters, Clock clock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.attempts = attempts;
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * Gives every message that needs one its row in the index.
   *
   * @return the messages whose calls have moved on
   */
  List<LyingMessage> superfluous(List<LyingMessage> messages) {
    Map<String, Standing> calls = standings(messages);
    List<LyingMessage> superfluous = new ArrayList<>();
    for (LyingMessage message : messages) {
      Standing call = calls.get(message.call().toString());
      if (call == null) {
        continue;
      }
      boolean dead = call.status() == CallStatus.DEAD || isArchived(call);
      if (!dead || call.ticket() != message.ticket()) {
        superfluous.add(message);
      } else if (call.status() == CallStatus.DEAD && call.letter().isEmpty()) {
        bury(message.call());
      }
    }
    return superfluous;
  }

  /** One whose letter is closed for good has been forgotten, and its message names the caller. */
  private static boolean isArchived(Standing call) {
    return call.status() == CallStatus.ARCHIVED && call.letter().isPresent();
  }

  /** What can be seen without the queue: letters and calls that say different things. */
  void withoutQueue() {
    follow("d.waiting = 1 and c.status in ('WRITTEN', 'LOCAL')", "RESOLVED");
    follow("d.state = 'RETRYING' and c.status = 'DEAD'", "DEAD");
    follow("d.state = 'DEAD' and c.status in ('RETRYING', 'QUEUED')", "RETRYING");
    withoutLetter().forEach(this::bury);
  }

  private void follow(String condition, String state) {
    int moved =
        jdbc.sql(
                "update dead_letter d join call_journal c on c.call_id = d.call_id set d.state = :state"
                    + " where d.open_call is not null and "
                    + condition)
            .param("state", state)
            .update();
    if (moved > 0) {
      LOG.info("{} dead letters are {} now, as their calls are", moved, state);
    }
  }

  private List<UUID> withoutLetter() {
    return jdbc
        .sql(
            """
            select c.call_id from call_journal c left join dead_letter d on d.open_call = c.call_id
            where c.status = 'DEAD' and d.id is null and c.updated_at < :before limit :most""")
        .param(
            "before", LocalDateTime.ofInstant(clock.instant().minus(IN_THE_MIDDLE), ZoneOffset.UTC))
        .param("most", MOST_AT_ONCE)
        .query(String.class)
        .list()
        .stream()
        .map(UUID::fromString)
        .toList();
  }

  private void bury(UUID id) {
    LOG.info("Call {} is dead and was not in the index; entered", id);
    journal
        .find(id)
        .filter(call -> call.status() == CallStatus.DEAD)
        .ifPresent(call -> letters.bury(call, lastFailure(id)));
  }

  private CrmFailure lastFailure(UUID call) {
    List<Attempt> all = attempts.of(call);
    return all.isEmpty() || all.get(all.size() - 1).category().isEmpty()
        ? CrmFailure.of(
            Category.BUG,
            "FOUND_ON_QUEUE",
            "This call was found among the dead letters, and no attempt tells what was wrong with it.")
        : failure(all.get(all.size() - 1));
  }

  private static CrmFailure failure(Attempt attempt) {
    return CrmFailure.of(
        Category.valueOf(attempt.category().orElseThrow()),
        attempt.code().orElse(""),
        attempt.message().orElse(""));
  }

  private Map<String, Standing> standings(List<LyingMessage> messages) {
    if (messages.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            """
            select c.call_id, c.status, c.ticket, d.state from call_journal c
            left join dead_letter d on d.open_call = c.call_id where c.call_id in (:calls)""")
        .param("calls", messages.stream().map(message -> message.call().toString()).toList())
        .query(
            (row, number) ->
                new Standing(
                    row.getString("call_id"),
                    CallStatus.valueOf(row.getString("status")),
                    row.getInt("ticket"),
                    Optional.ofNullable(row.getString("state"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Standing::callId, Function.identity()));
  }
}
