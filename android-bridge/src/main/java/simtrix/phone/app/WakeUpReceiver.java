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
      // The work itself is begun by the application; a job carries it on when this process ends.
      ((PhoneApp) context.getApplicationContext()).parts().carryOn();
    }
  }
}
