package simtrix.phone.screen;

import android.content.ComponentName;
import android.content.Intent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import simtrix.phone.R;

/**
 * Makers whose phones stop apps that Android would let work. No app can set or even see these
 * switches; the user has to be told where they are.
 */
enum Maker {
  XIAOMI(
      Set.of("xiaomi", "redmi", "poco"),
      R.string.maker_xiaomi,
      R.string.maker_xiaomi_help,
      "com.miui.securitycenter/com.miui.permcenter.autostart.AutoStartManagementActivity"),
  HUAWEI(
      Set.of("huawei", "honor"),
      R.string.maker_huawei,
      R.string.maker_huawei_help,
      "com.huawei.systemmanager/.startupmgr.ui.StartupNormalAppListActivity",
      "com.huawei.systemmanager/.optimize.process.ProtectActivity"),
  SAMSUNG(
      Set.of("samsung"),
      R.string.maker_samsung,
      R.string.maker_samsung_help,
      "com.samsung.android.lool/com.samsung.android.sm.battery.ui.BatteryActivity"),
  OPPO(
      Set.of("oppo", "realme", "oneplus"),
      R.string.maker_oppo,
      R.string.maker_oppo_help,
      "com.coloros.safecenter/.startupapp.StartupAppListActivity",
      "com.oplus.battery/com.oplus.powermanager.fuelgaue.PowerUsageModelActivity"),
  VIVO(
      Set.of("vivo", "iqoo"),
      R.string.maker_vivo,
      R.string.maker_vivo_help,
      "com.vivo.permissionmanager/.activity.BgStartUpManagerActivity",
      "com.iqoo.secure/.ui.phoneoptimize.BgStartUpManager");

  final int label;
  final int help;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> names;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> pages;

  Maker(Set<String> names, int label, int help, String... pages) {
    this.names = names;
    this.label = label;
    this.help = help;
    this.pages = List.of(pages);
  }

  /**
   * @param manufacturer as Android names it
   */
  static Optional<Maker> of(String manufacturer) {
    String name = manufacturer.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(maker -> maker.names.contains(name)).findFirst();
  }

  /** Where these switches are, on one version or another of the maker's Android. */
  List<Intent> pages() {
    return pages.stream()
        .map(ComponentName::unflattenFromString)
        .map(page -> new Intent().setComponent(page))
        .collect(Collectors.toList());
  }

  /** Xiaomi's page of the two switches without which no panel stands over a locked screen. */
  static Intent xiaomisOtherPermissions(String app) {
    return new Intent("miui.intent.action.APP_PERM_EDITOR").putExtra("extra_pkgname", app);
  }
}
