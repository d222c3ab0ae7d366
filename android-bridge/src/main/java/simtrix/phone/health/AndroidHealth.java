package simtrix.phone.health;

import android.Manifest;
import android.app.NotificationManager;
import android.app.role.RoleManager;
import android.content.Context;
import android.os.Build;
import android.os.PowerManager;
import android.provider.Settings;
import java.util.EnumMap;
import java.util.Map;
import simtrix.phone.device.NewerAndroid;
import simtrix.phone.device.Permissions;

/** Asks Android itself each time: people change permissions behind an app's back. */
public final class AndroidHealth implements Health {

  private final Context context;

  public AndroidHealth(Context context) {
    this.context = context;
  }

  @Override
  public Map<Need, Boolean> needs() {
    Map<Need, Boolean> needs = new EnumMap<>(Need.class);
    needs.put(Need.PHONE_STATE, Permissions.granted(context, Manifest.permission.READ_PHONE_STATE));
    needs.put(Need.CALL_LOG, Permissions.granted(context, Manifest.permission.READ_CALL_LOG));
    needs.put(Need.OVERLAY, Settings.canDrawOverlays(context));
    needs.put(Need.NOTIFICATIONS, notifications());
    needs.put(Need.BATTERY, unrestricted());
    needs.put(Need.CONTACTS, Permissions.granted(context, Manifest.permission.READ_CONTACTS));
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
      needs.put(Need.STAYS_ACTIVE, staysActive());
    }
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) {
      screening(needs);
    }
    return needs;
  }

  private boolean notifications() {
    NotificationManager manager = context.getSystemService(NotificationManager.class);
    return manager != null && manager.areNotificationsEnabled();
  }

  private boolean unrestricted() {
    PowerManager manager = context.getSystemService(PowerManager.class);
    return manager != null && manager.isIgnoringBatteryOptimizations(context.getPackageName());
  }

  /** Android 11 began to reset unused apps; this one is used without ever being opened. */
  @NewerAndroid(Build.VERSION_CODES.R)
  private boolean staysActive() {
    return context.getPackageManager().isAutoRevokeWhitelisted();
  }

  @NewerAndroid(Build.VERSION_CODES.Q)
  private void screening(Map<Need, Boolean> needs) {
    RoleManager manager = context.getSystemService(RoleManager.class);
    if (manager != null && manager.isRoleAvailable(RoleManager.ROLE_CALL_SCREENING)) {
      needs.put(Need.SCREENING_ROLE, manager.isRoleHeld(RoleManager.ROLE_CALL_SCREENING));
    }
  }
}
