package simtrix.phone.telephony;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
import java.time.Instant;
import java.util.Optional;
import simtrix.phone.call.Signal;
import simtrix.phone.device.Sims;

/**
 * Hears the phone ring, also when nothing of this app runs. It lets go at once: Android delivers
 * the copy with the number only when the copy without it has been dealt with.
 */
public final class PhoneStateReceiver extends BroadcastReceiver {

  @Override
  public void onReceive(Context context, Intent intent) {
    if (!TelephonyManager.ACTION_PHONE_STATE_CHANGED.equals(intent.getAction())) {
      return;
    }
    CallWatch watch = ((CallWatch.Host) context.getApplicationContext()).watch();
    signal(intent, new AndroidSims(context), watch.now())
        .ifPresent(
            signal -> {
              PendingResult result = goAsync();
              watch.hear(signal, () -> finish(result));
            });
  }

  @SuppressWarnings("deprecation")
  static Optional<Signal> signal(Intent intent, Sims sims, Instant now) {
    String state = intent.getStringExtra(TelephonyManager.EXTRA_STATE);
    if (TelephonyManager.EXTRA_STATE_RINGING.equals(state)) {
      Optional<String> number =
          Optional.ofNullable(intent.getStringExtra(TelephonyManager.EXTRA_INCOMING_NUMBER))
              .map(String::trim)
              .filter(CallLogReader::isNumber);
      return Optional.of(Signal.ringing(number, slot(intent, sims), now));
    }
    if (TelephonyManager.EXTRA_STATE_OFFHOOK.equals(state)) {
      return Optional.of(Signal.offhook(now));
    }
    return TelephonyManager.EXTRA_STATE_IDLE.equals(state)
        ? Optional.of(Signal.idle(now))
        : Optional.empty();
  }

  /** Not promised by Android, but sent by most phones with two cards; the log tells it later. */
  private static Optional<Integer> slot(Intent intent, Sims sims) {
    for (String extra :
        new String[] {SubscriptionManager.EXTRA_SUBSCRIPTION_INDEX, "subscription"}) {
      int subscription = intent.getIntExtra(extra, -1);
      if (subscription >= 0) {
        return sims.slotOfSubscription(subscription);
      }
    }
    return Optional.empty();
  }

  /** A test calls the receiver without a broadcast to finish. */
  private static void finish(PendingResult result) {
    if (result != null) {
      result.finish();
    }
  }
}
