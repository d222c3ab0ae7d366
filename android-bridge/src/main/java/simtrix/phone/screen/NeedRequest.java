package simtrix.phone.screen;

import android.Manifest;
import android.annotation.SuppressLint;
import android.app.Activity;
import android.app.role.RoleManager;
import android.content.ActivityNotFoundException;
import android.content.Intent;
import android.content.SharedPreferences;
import android.net.Uri;
import android.os.Build;
import android.provider.Settings;
import java.util.ArrayList;
import java.util.List;
import simtrix.phone.device.NewerAndroid;
import simtrix.phone.health.Need;

/**
 * Asks the user for what a need wants, in the way that Android has for it; where Android no longer
 * asks, because the user has refused twice, the app's page in the settings is opened.
 */
final class NeedRequest {

  private static final int REQUEST = 20;

  private final Activity activity;
  private final SharedPreferences asked;

  NeedRequest(Activity activity) {
    this.activity = activity;
    this.asked = activity.getSharedPreferences("asked", Activity.MODE_PRIVATE);
  }

  void ask(Need need) {
    switch (need) {
      case PHONE_STATE ->
          permission(Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_PHONE_NUMBERS);
      case CALL_LOG -> permission(Manifest.permission.READ_CALL_LOG);
      case CONTACTS -> permission(Manifest.permission.READ_CONTACTS);
      case NOTIFICATIONS -> notifications();
      case OVERLAY -> open(withPackage(Settings.ACTION_MANAGE_OVERLAY_PERMISSION));
      case BATTERY -> battery();
      case STAYS_ACTIVE ->
          open(
              withPackage(Intent.ACTION_AUTO_REVOKE_PERMISSIONS),
              withPackage(Settings.ACTION_APPLICATION_DETAILS_SETTINGS));
      case SCREENING_ROLE -> role();
    }
  }

  /** Everything that Android knows of this app. */
  void openAppPage() {
    open(withPackage(Settings.ACTION_APPLICATION_DETAILS_SETTINGS));
  }

  void open(Intent... inOrderOfLiking) {
    for (Intent intent : inOrderOfLiking) {
      if (start(intent)) {
        return;
      }
    }
    start(new Intent(Settings.ACTION_SETTINGS));
  }

  /**
   * @param together asked for in one question; Android gives none of them with another unasked
   */
  private void permission(String permission, String... together) {
    boolean refusedForGood =
        asked.getBoolean(permission, false)
            && !activity.shouldShowRequestPermissionRationale(permission);
    if (refusedForGood) {
      openAppPage();
    } else {
      asked.edit().putBoolean(permission, true).apply();
      List<String> wanted = new ArrayList<>(List.of(together));
      wanted.add(0, permission);
      activity.requestPermissions(wanted.toArray(new String[0]), REQUEST);
    }
  }

  private void notifications() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
      permission(Manifest.permission.POST_NOTIFICATIONS);
    } else {
      open(
          new Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS)
              .putExtra(Settings.EXTRA_APP_PACKAGE, activity.getPackageName()));
    }
  }

  /** Without this exemption Doze may hold an event back for hours. */
  @SuppressLint("BatteryLife")
  private void battery() {
    open(
        withPackage(Settings.ACTION_REQUEST_IGNORE_BATTERY_OPTIMIZATIONS),
        new Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS));
  }

  private void role() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) {
      askForRole();
    }
  }

  @NewerAndroid(Build.VERSION_CODES.Q)
  private void askForRole() {
    RoleManager roles = activity.getSystemService(RoleManager.class);
    if (roles != null && roles.isRoleAvailable(RoleManager.ROLE_CALL_SCREENING)) {
      activity.startActivityForResult(
          roles.createRequestRoleIntent(RoleManager.ROLE_CALL_SCREENING), REQUEST);
    } else {
      open(new Intent(Settings.ACTION_MANAGE_DEFAULT_APPS_SETTINGS));
    }
  }

  private Intent withPackage(String action) {
    return new Intent(action, Uri.fromParts("package", activity.getPackageName(), null));
  }

  private boolean start(Intent intent) {
    try {
      activity.startActivity(intent);
      return true;
    } catch (ActivityNotFoundException | SecurityException notThere) {
      return false;
    }
  }

  /** Pages of the phone's maker, tried one after the other; the app's own page is the last. */
  void open(List<Intent> makersPages) {
    List<Intent> all = new ArrayList<>(makersPages);
    all.add(withPackage(Settings.ACTION_APPLICATION_DETAILS_SETTINGS));
    open(all.toArray(new Intent[0]));
  }
}
