package simtrix.phone.telephony;

import android.net.Uri;
import android.os.Build;
import android.telecom.Call;
import android.telecom.CallScreeningService;
import android.telecom.PhoneAccount;
import simtrix.phone.call.Signal;
import simtrix.phone.device.NewerAndroid;

/**
 * Sees the number of a call before it rings, and needs no call log for it. It lets every call
 * through, at once: a phone waits for it.
 */
public final class ScreeningService extends CallScreeningService {

  @Override
  public void onScreenCall(Call.Details details) {
    respondToCall(details, new CallResponse.Builder().build());
    boolean incoming = Build.VERSION.SDK_INT < Build.VERSION_CODES.Q || comesIn(details);
    Uri handle = details.getHandle();
    if (incoming && handle != null && PhoneAccount.SCHEME_TEL.equals(handle.getScheme())) {
      String number = handle.getSchemeSpecificPart();
      if (number != null && CallLogReader.isNumber(number)) {
        CallWatch watch = ((CallWatch.Host) getApplicationContext()).watch();
        watch.hear(Signal.announced(number, watch.now()), () -> {});
      }
    }
  }

  @NewerAndroid(Build.VERSION_CODES.Q)
  private static boolean comesIn(Call.Details details) {
    return details.getCallDirection() == Call.Details.DIRECTION_INCOMING;
  }
}
