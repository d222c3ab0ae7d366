package simtrix.phone.app;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

/** The phone was started, or this app was updated: jobs are set up again, and the log is read. */
public final class WakeUpReceiver extends BroadcastReceiver {

  @Override
  public void onReceive(Context context, Intent intent) {
    String action = String.valueOf(intent.getAction());
    if (action.equals(Intent.ACTION_BOOT_COMPLETED)
        || action.equals(Intent.ACTION_MY_PACKAGE_REPLACED)) {
      PhoneParts parts = ((PhoneApp) context.getApplicationContext()).parts();
      // Android may end this process as soon as this method is over; then the job does the work.
      parts.jobs().judgeSoon();
      parts.carryOn();
    }
  }
}
