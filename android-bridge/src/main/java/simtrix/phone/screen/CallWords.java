package simtrix.phone.screen;

import android.content.Context;
import simtrix.phone.R;
import simtrix.phone.history.PastCall;

/** The words, icons and colours for a call of the last days. */
final class CallWords {

  private CallWords() {}

  static String who(Context context, PastCall call) {
    return call.name()
        .filter(name -> !name.isBlank())
        .or(call::number)
        .orElseGet(() -> context.getString(R.string.calls_withheld));
  }

  static int outcome(PastCall call) {
    return call.outcome()
        .map(
            outcome ->
                switch (outcome) {
                  case ANSWERED -> R.string.calls_answered;
                  case MISSED -> R.string.calls_missed;
                  case REJECTED -> R.string.calls_rejected;
                })
        .orElse(R.string.calls_going_on);
  }

  static int icon(PastCall call) {
    return call.outcome()
        .map(
            outcome ->
                switch (outcome) {
                  case ANSWERED -> R.drawable.ic_answered;
                  case MISSED -> R.drawable.ic_missed;
                  case REJECTED -> R.drawable.ic_rejected;
                })
        .orElse(R.drawable.ic_caller);
  }

  static int tint(PastCall call) {
    return call.outcome()
        .map(
            outcome ->
                switch (outcome) {
                  case ANSWERED -> R.color.good;
                  case MISSED -> R.color.bad;
                  case REJECTED -> R.color.warning;
                })
        .orElse(R.color.accent);
  }

  static int state(PastCall.CrmState state) {
    return switch (state) {
      case GOING_ON -> R.string.state_going_on;
      case ON_PHONE -> R.string.state_on_phone;
      case ON_SERVER -> R.string.state_on_server;
      case WRITTEN -> R.string.state_written;
      case NOT_IN_CRM -> R.string.state_not_in_crm;
      case BEING_RETRIED -> R.string.state_retried;
      case WITH_SUPPORT -> R.string.state_support;
      case REFUSED -> R.string.state_refused;
    };
  }

  static int colour(PastCall.CrmState state) {
    return switch (state) {
      case WRITTEN -> R.color.good;
      case GOING_ON, ON_SERVER -> R.color.accent;
      case NOT_IN_CRM -> R.color.text_quiet;
      case ON_PHONE, BEING_RETRIED, WITH_SUPPORT -> R.color.warning;
      case REFUSED -> R.color.bad;
    };
  }
}
