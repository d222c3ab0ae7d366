package simtrix.phone.app;

import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Build;
import android.provider.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import simtrix.phone.health.Health;
import simtrix.phone.health.Need;
import simtrix.phone.server.PhoneFacts;

/** What the server is told of this phone: nothing that names its owner but the phone's own name. */
final class PhoneDetails implements Supplier<PhoneFacts> {

  /** The names that the bridge API has for needs; it does not ask after the others. */
  private static final Map<Need, String> NAMES =
      Map.of(
          Need.PHONE_STATE, "phoneState",
          Need.CALL_LOG, "callLog",
          Need.OVERLAY, "overlay",
          Need.NOTIFICATIONS, "notifications",
          Need.BATTERY, "batteryUnrestricted");

  private final Context context;
  private final Health health;
  private final IntSupplier queueLength;

  PhoneDetails(Context context, Health health, IntSupplier queueLength) {
    this.context = context;
    this.health = health;
    this.queueLength = queueLength;
  }

  @Override
  public PhoneFacts get() {
    Map<String, Boolean> permissions = new LinkedHashMap<>();
    health
        .needs()
        .forEach(
            (need, met) -> {
              if (NAMES.containsKey(need)) {
                permissions.put(NAMES.get(need), met);
              }
            });
    return new PhoneFacts(
        shortened(name(), 100),
        shortened(Build.MANUFACTURER + " " + Build.MODEL, 100),
        shortened(String.valueOf(Build.VERSION.RELEASE), 50),
        shortened(version(context), 50),
        queueLength.getAsInt(),
        permissions);
  }

  static String version(Context context) {
    try {
      return String.valueOf(
          context.getPackageManager().getPackageInfo(context.getPackageName(), 0).versionName);
    } catch (PackageManager.NameNotFoundException e) {
      return "";
    }
  }

  private String name() {
    String name = Settings.Global.getString(context.getContentResolver(), "device_name");
    return name == null || name.isBlank() ? Build.MODEL : name;
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
