package simtrix.phone.testing;

import static org.robolectric.Shadows.shadowOf;

import android.app.Application;
import android.content.Intent;
import android.os.Looper;
import android.telephony.TelephonyManager;

/** Plays the telephone: its state, and what Android broadcasts of it, twice each time. */
public final class Broadcasts {

  private final Application app;

  public Broadcasts(Application app) {
    this.app = app;
  }

  /** First the copy without the number, then the one with it. */
  public void ring(String number) {
    state(TelephonyManager.CALL_STATE_RINGING);
    send(TelephonyManager.EXTRA_STATE_RINGING, null);
    send(TelephonyManager.EXTRA_STATE_RINGING, number);
  }

  /** A caller who withholds the number. */
  public void ringWithheld() {
    ring("");
  }

  public void offhook() {
    state(TelephonyManager.CALL_STATE_OFFHOOK);
    send(TelephonyManager.EXTRA_STATE_OFFHOOK, null);
    send(TelephonyManager.EXTRA_STATE_OFFHOOK, "");
  }

  public void idle() {
    state(TelephonyManager.CALL_STATE_IDLE);
    send(TelephonyManager.EXTRA_STATE_IDLE, null);
    send(TelephonyManager.EXTRA_STATE_IDLE, "");
  }

  /** One copy of a broadcast; without a number where that is null. */
  @SuppressWarnings("deprecation")
  public void send(String state, String number) {
    Intent intent = new Intent(TelephonyManager.ACTION_PHONE_STATE_CHANGED);
    intent.putExtra(TelephonyManager.EXTRA_STATE, state);
    if (number != null) {
      intent.putExtra(TelephonyManager.EXTRA_INCOMING_NUMBER, number);
    }
    app.sendBroadcast(intent);
    shadowOf(Looper.getMainLooper()).idle();
  }

  private void state(int state) {
    shadowOf(app.getSystemService(TelephonyManager.class)).setCallState(state);
  }
}
