package simtrix.phone.screen;

import android.content.Intent;
import android.os.Bundle;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;
import android.widget.ImageView;
import android.widget.TextView;
import java.util.List;
import java.util.Optional;
import simtrix.phone.R;
import simtrix.phone.account.Account;
import simtrix.phone.account.Pairing;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.outbox.Refusal;

/** The first screen: whether all is well, and if not, what to do. */
public final class StatusActivity extends Screen {

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    build(R.string.app_name, R.layout.status);
    tabs(Tab.STATUS);
    onTap(R.id.status_test, () -> go(SelfTestActivity.class));
    onTap(R.id.status_send, this::sendNow);
    if (saved == null) {
      ask(() -> new FirstRun(this).next(parts().account()), this::goOn);
    }
  }

  private void goOn(FirstRun.Step step) {
    Optional<Class<? extends Screen>> next =
        switch (step) {
          case PAIR -> Optional.of(PairActivity.class);
          case PERMISSIONS -> Optional.of(PermissionsActivity.class);
          case TEST -> Optional.of(SelfTestActivity.class);
          case DONE -> Optional.empty();
        };
    next.ifPresent(screen -> startActivity(new Intent(this, screen).putExtra(FIRST_RUN, true)));
  }

  @Override
  protected void onResume() {
    super.onResume();
    look();
  }

  private void look() {
    ask(
        () -> {
          Account account = parts().account();
          OutboxState state = parts().outbox().state();
          StatusWords.Verdict verdict = StatusWords.judge(account, parts().health(), state);
          return new Seen(verdict, account.pairing(), state, parts().outbox().refusals());
        },
        seen -> {
          show(seen.verdict);
          showFacts(seen.pairing, seen.state);
          showRefusals(seen.refusals);
        });
  }

  private record Seen(
      StatusWords.Verdict verdict,
      Optional<Pairing> pairing,
      OutboxState state,
      List<Refusal> refusals) {}

  private void show(StatusWords.Verdict verdict) {
    badge(findViewById(R.id.status_badge), verdict.icon(), verdict.colour());
    text(R.id.status_headline, getString(verdict.headline()));
    text(R.id.status_sentence, getString(verdict.sentence()));
    visible(R.id.status_action, verdict.action().isPresent());
    verdict
        .action()
        .ifPresent(
            action -> {
              text(R.id.status_action, getString(action.label()));
              onTap(R.id.status_action, () -> startActivity(new Intent(this, action.screen())));
            });
  }

  private void showFacts(Optional<Pairing> pairing, OutboxState state) {
    ViewGroup facts = findViewById(R.id.status_facts);
    facts.removeAllViews();
    fact(
        facts,
        R.string.status_server,
        pairing
            .map(known -> TypedAddress.read(known.server(), true).host())
            .orElseGet(() -> getString(R.string.status_no_server)));
    pairing.ifPresent(known -> fact(facts, R.string.status_since, times().at(known.since())));
    fact(facts, R.string.status_waiting, waiting(state));
    fact(
        facts,
        R.string.status_accepted,
        state
            .lastAccepted()
            .map(at -> times().at(at))
            .orElseGet(() -> getString(R.string.status_never)));
    state
        .nextTry()
        .filter(at -> state.waiting() > 0)
        .ifPresent(at -> fact(facts, R.string.status_next, times().at(at)));
    visible(R.id.status_send, state.waiting() > 0 && pairing.isPresent());
  }

  private String waiting(OutboxState state) {
    if (state.waiting() == 0) {
      return getString(R.string.status_nothing_waits);
    }
    String count =
        getResources().getQuantityString(R.plurals.events, state.waiting(), state.waiting());
    return state
        .oldest()
        .map(at -> getString(R.string.status_waits_since, count, times().at(at)))
        .orElse(count);
  }

  private void fact(ViewGroup facts, int name, String value) {
    View row = LayoutInflater.from(this).inflate(R.layout.fact, facts, false);
    row.<TextView>findViewById(R.id.fact_name).setText(name);
    row.<TextView>findViewById(R.id.fact_value).setText(value);
    facts.addView(row);
  }

  private void showRefusals(List<Refusal> refusals) {
    visible(R.id.status_refused, !refusals.isEmpty());
    ViewGroup list = findViewById(R.id.status_refusals);
    list.removeAllViews();
    for (Refusal refusal : refusals) {
      View row = LayoutInflater.from(this).inflate(R.layout.refusal, list, false);
      String who = refusal.number().orElseGet(() -> getString(R.string.calls_withheld));
      row.<TextView>findViewById(R.id.refusal_who).setText(who);
      String at = times().at(refusal.rangAt());
      row.<TextView>findViewById(R.id.refusal_when)
          .setText(
              refusal.recordingGone()
                  ? getString(R.string.refusal_recording_when, at)
                  : getString(R.string.refusal_when, at, refusal.status()));
      row.<TextView>findViewById(R.id.refusal_sentence).setText(sentence(refusal));
      ImageView dismiss = row.findViewById(R.id.refusal_dismiss);
      dismiss.setContentDescription(getString(R.string.refusal_dismiss, who));
      dismiss.setOnClickListener(tapped -> dismiss(refusal));
      list.addView(row);
    }
  }

  /** The server's own sentence, where it was the server that refused. */
  private String sentence(Refusal refusal) {
    if (refusal.recordingGone()) {
      return getString(R.string.refusal_recording_gone);
    }
    return refusal.sentence().isEmpty()
        ? getString(R.string.refusal_recording_large)
        : refusal.sentence();
  }

  private void dismiss(Refusal refusal) {
    parts()
        .background()
        .execute(
            () -> {
              parts().outbox().dismiss(refusal.id());
              runOnUiThread(this::look);
            });
  }

  private void sendNow() {
    findViewById(R.id.status_send).setEnabled(false);
    ask(
        () -> {
          parts().outbox().sendNow();
          return true;
        },
        sent -> {
          findViewById(R.id.status_send).setEnabled(true);
          look();
        });
  }
}
