package simtrix.phone.screen;

import android.content.Intent;
import android.os.Bundle;
import simtrix.phone.R;
import simtrix.phone.app.SelfTest;

/** Plays a ring, shows the panel, and says in words how that went. */
public final class SelfTestActivity extends Screen {

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    build(R.string.test_title, R.layout.self_test);
    step(3);
    if (!isFirstRun()) {
      action(R.drawable.ic_close, R.string.close, this::finish);
    }
    onTap(R.id.test_run, this::run);
    visible(R.id.test_done, isFirstRun());
    onTap(R.id.test_done, this::done);
  }

  private void run() {
    findViewById(R.id.test_run).setEnabled(false);
    visible(R.id.test_result, false);
    visible(R.id.test_progress, true);
    ask(parts().selfTest()::run, this::show);
  }

  private void show(SelfTest.Result result) {
    findViewById(R.id.test_run).setEnabled(true);
    visible(R.id.test_progress, false);
    visible(R.id.test_result, true);
    boolean works = result == SelfTest.Result.WORKS;
    boolean nearly =
        result == SelfTest.Result.WORKS_SLOWLY || result == SelfTest.Result.PANEL_NOT_ALLOWED;
    int colour = works ? R.color.good : nearly ? R.color.warning : R.color.bad;
    badge(
        findViewById(R.id.test_badge), works ? R.drawable.ic_check : R.drawable.ic_warning, colour);
    text(R.id.test_headline, getString(headline(result)));
    text(R.id.test_sentence, getString(sentence(result)));
    offer(result);
  }

  private void offer(SelfTest.Result result) {
    boolean pair = result == SelfTest.Result.NOT_PAIRED || result == SelfTest.Result.PAIR_AGAIN;
    boolean permissions = result == SelfTest.Result.PANEL_NOT_ALLOWED;
    visible(R.id.test_fix, pair || permissions);
    text(R.id.test_fix, getString(pair ? R.string.status_pair : R.string.status_permissions));
    onTap(R.id.test_fix, () -> go(pair ? PairActivity.class : PermissionsActivity.class));
  }

  private static int headline(SelfTest.Result result) {
    return switch (result) {
      case WORKS -> R.string.test_works;
      case WORKS_SLOWLY -> R.string.test_slow;
      case NOT_PAIRED -> R.string.status_not_paired;
      case PAIR_AGAIN -> R.string.status_pair_again;
      case NO_ANSWER -> R.string.status_no_answer;
      case SERVER_TROUBLE -> R.string.status_broken;
      case PANEL_NOT_ALLOWED -> R.string.test_no_panel;
    };
  }

  private static int sentence(SelfTest.Result result) {
    return switch (result) {
      case WORKS -> R.string.test_works_do;
      case WORKS_SLOWLY -> R.string.test_slow_do;
      case NOT_PAIRED -> R.string.status_not_paired_do;
      case PAIR_AGAIN -> R.string.status_pair_again_do;
      case NO_ANSWER -> R.string.test_no_answer_do;
      case SERVER_TROUBLE -> R.string.test_trouble_do;
      case PANEL_NOT_ALLOWED -> R.string.test_no_panel_do;
    };
  }

  private void done() {
    new FirstRun(this).passed(FirstRun.Step.TEST);
    startActivity(new Intent(this, StatusActivity.class).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP));
    finish();
  }
}
