package simtrix.phone.screen;

import java.util.Optional;
import simtrix.phone.R;
import simtrix.phone.account.Account;
import simtrix.phone.health.Health;
import simtrix.phone.outbox.OutboxState;

/** What the first screen says: of several troubles the one to be put right first. */
final class StatusWords {

  private StatusWords() {}

  /** Icon, colour and words, and the screen that helps, where one does. */
  record Verdict(int icon, int colour, int headline, int sentence, Optional<Action> action) {}

  record Action(int label, Class<? extends Screen> screen) {}

  private static final Optional<Action> PAIR =
      Optional.of(new Action(R.string.status_pair, PairActivity.class));

  static Verdict judge(Account account, Health health, OutboxState state) {
    if (account.pairing().isEmpty()) {
      return bad(R.string.status_not_paired, R.string.status_not_paired_do, PAIR);
    }
    if (account.mustPairAgain()) {
      return bad(R.string.status_pair_again, R.string.status_pair_again_do, PAIR);
    }
    if (!NeedWords.missing(health.needs()).isEmpty()) {
      return bad(
          R.string.status_needs,
          R.string.status_needs_do,
          Optional.of(new Action(R.string.status_permissions, PermissionsActivity.class)));
    }
    return state.trouble().map(StatusWords::of).orElseGet(StatusWords::well);
  }

  private static Verdict of(OutboxState.Trouble trouble) {
    return switch (trouble) {
      case NOT_PAIRED -> bad(R.string.status_not_paired, R.string.status_not_paired_do, PAIR);
      case PAIR_AGAIN -> bad(R.string.status_pair_again, R.string.status_pair_again_do, PAIR);
      case NOT_SECURE ->
          bad(R.string.status_not_secure, R.string.status_not_secure_do, Optional.empty());
      case NO_NETWORK ->
          waits(R.drawable.ic_offline, R.string.status_no_network, R.string.status_no_network_do);
      case NO_ANSWER ->
          waits(R.drawable.ic_offline, R.string.status_no_answer, R.string.status_no_answer_do);
      case TOO_FAST ->
          waits(R.drawable.ic_warning, R.string.status_too_fast, R.string.status_too_fast_do);
      case SERVER_BUSY ->
          waits(R.drawable.ic_warning, R.string.status_busy, R.string.status_busy_do);
      case SERVER_BROKEN ->
          waits(R.drawable.ic_warning, R.string.status_broken, R.string.status_broken_do);
    };
  }

  private static Verdict well() {
    return new Verdict(
        R.drawable.ic_check,
        R.color.good,
        R.string.status_well,
        R.string.status_well_do,
        Optional.empty());
  }

  /** Nothing to do but wait. */
  private static Verdict waits(int icon, int headline, int sentence) {
    return new Verdict(icon, R.color.warning, headline, sentence, Optional.empty());
  }

  private static Verdict bad(int headline, int sentence, Optional<Action> action) {
    return new Verdict(R.drawable.ic_warning, R.color.bad, headline, sentence, action);
  }
}
