package simtrix.phone.device;

import android.content.Context;
import android.content.pm.PackageManager;

/** Whether Android allows something now: users and makers take permissions back at any time. */
public final class Permissions {

  private Permissions() {}

  public static boolean granted(Context context, String permission) {
    return context.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED;
  }
}
