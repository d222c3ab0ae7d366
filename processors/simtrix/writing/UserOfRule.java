package simtrix.writing;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.bitrix24.RecordReader;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.call.CallActions.Done;
import simtrix.call.CallActions.Kept;
import simtrix.scenario.Chosen;
import simtrix.scenario.Who;

/**
 * Finds the user whom a rule means. Whose turn it was, and who was responsible, is kept with the
 * call, so that a repetition means the same one.
 */
@Component
public class UserOfRule {

  /** Whose turn it is; all nodes take from one row for each portal and rule. */
  @Component
  static class Turns {

    private final JdbcClient jdbc;
    private final CallActions actions;

    Turns(JdbcClient jdbc, CallActions actions) {
      this.jdbc = jdbc;
      this.actions = actions;
    }

    /** Takes a turn and keeps it with the call, both or neither. */
    @Transactional
    public long take(Call call, String rule, List<Long> users, Kept what) {
      jdbc.sql(
              """
              insert into round_robin (portal_id, rule, turns) values (:portal, :rule, 1)
              on duplicate key update turns = turns + 1""")
          .param("portal", call.portal())
          .param("rule", rule)
          .update();
      long turns =
          jdbc.sql("select turns from round_robin where portal_id = :portal and rule = :rule")
              .param("portal", call.portal())
              .param("rule", rule)
              .query(Long.class)
              .single();
      long user = users.get((int) ((turns - 1) % users.size()));
      actions.keep(call.id(), what, user);
      return user;
    }
  }

  private final Turns turns;
  private final CallActions actions;
  private final RecordReader records;

  UserOfRule(Turns turns, CallActions actions, RecordReader records) {
    this.turns = turns;
    this.actions = actions;
    this.records = records;
  }

  /** Who is responsible for the lead that this call makes. */
  long forLead(Call call, Chosen chosen) {
    Who who = chosen.scenario().lead().orElseThrow().responsible();
    return find(call, chosen.rule() + ".lead", who, Kept.LEAD_USER, Optional.empty());
  }

  /** Who gets the task. */
  long forTask(Call call, Chosen chosen, Optional<Place> place) {
    Who who = chosen.scenario().task().orElseThrow().who();
    return find(call, chosen.rule() + ".task", who, Kept.TASK_USER, place);
  }

  /** Who is notified. */
  long forNotification(Call call, Chosen chosen, Optional<Place> place) {
    Who who = chosen.scenario().notification().orElseThrow().who();
    return find(call, chosen.rule() + ".notification", who, Kept.NOTIFIED_USER, place);
  }

  private long find(Call call, String rule, Who who, Kept what, Optional<Place> place) {
    return switch (who.kind()) {
      case PHONE_USER -> call.userId();
      case FIXED -> who.users().get(0);
      case ROUND_ROBIN ->
          kept(call, what).orElseGet(() -> turns.take(call, rule, who.users(), what));
      case RESPONSIBLE -> kept(call, what).orElseGet(() -> responsible(call, what, place));
    };
  }

  private long responsible(Call call, Kept what, Optional<Place> place) {
    long user =
        place
            .flatMap(at -> records.responsible(call.portal(), at.type(), at.entity()))
            .orElse(call.userId());
    actions.keep(call.id(), what, user);
    return user;
  }

  private Optional<Long> kept(Call call, Kept what) {
    Done done = actions.of(call.id());
    return switch (what) {
      case LEAD_USER -> done.leadUser();
      case TASK_USER -> done.taskUser();
      case NOTIFIED_USER -> done.notifiedUser();
      default -> Optional.empty();
    };
  }
}
