package simtrix.phone.screen;

import android.content.Context;
import android.content.SharedPreferences;
import simtrix.phone.account.Account;

/** How far the user has come in the first run, so that it goes on there after an interruption. */
final class FirstRun {

  /** What comes next. */
  enum Step {
    PAIR,
    PERMISSIONS,
    TEST,
    DONE
  }

  private final SharedPreferences kept;

  FirstRun(Context context) {
    this.kept = context.getSharedPreferences("first-run", Context.MODE_PRIVATE);
  }

  Step next(Account account) {
    if (kept.getBoolean(Step.TEST.name(), false)) {
      return Step.DONE;
    }
    if (account.pairing().isEmpty()) {
      return Step.PAIR;
    }
    return kept.getBoolean(Step.PERMISSIONS.name(), false) ? Step.TEST : Step.PERMISSIONS;
  }

  void passed(Step step) {
    kept.edit().putBoolean(step.name(), true).apply();
  }
}
