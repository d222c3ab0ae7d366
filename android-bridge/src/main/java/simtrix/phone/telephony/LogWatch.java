package simtrix.phone.telephony;

import android.content.Context;
import android.database.ContentObserver;
import android.os.Handler;
import android.os.Looper;
import android.provider.CallLog;

/** Hears of changes of the call log while a call waits for its row. */
public final class LogWatch {

  private final Context context;
  private final ContentObserver observer;
  private boolean watching;

  /**
   * @param changed is called on the main thread, so it has to be quick
   */
  public LogWatch(Context context, Runnable changed) {
    this.context = context;
    this.observer =
        new ContentObserver(new Handler(Looper.getMainLooper())) {
          @Override
          public void onChange(boolean selfChange) {
            changed.run();
          }
        };
  }

  synchronized void start() {
    if (!watching) {
      try {
        context
            .getContentResolver()
            .registerContentObserver(CallLog.Calls.CONTENT_URI, true, observer);
        watching = true;
      } catch (SecurityException notAllowed) {
        // Without it the log is looked at again after a while all the same.
      }
    }
  }

  synchronized void stop() {
    if (watching) {
      context.getContentResolver().unregisterContentObserver(observer);
      watching = false;
    }
  }
}
