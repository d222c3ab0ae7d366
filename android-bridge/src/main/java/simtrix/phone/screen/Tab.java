package simtrix.phone.screen;

import simtrix.phone.R;

/** The four screens between which the bar at the bottom leads. */
enum Tab {
  STATUS(StatusActivity.class, R.drawable.ic_status, R.string.tab_status),
  CALLS(CallsActivity.class, R.drawable.ic_caller, R.string.tab_calls),
  PERMISSIONS(PermissionsActivity.class, R.drawable.ic_shield, R.string.tab_permissions),
  SETTINGS(SettingsActivity.class, R.drawable.ic_settings, R.string.tab_settings);

  final Class<? extends Screen> screen;
  final int icon;
  final int label;

  Tab(Class<? extends Screen> screen, int icon, int label) {
    this.screen = screen;
    this.icon = icon;
    this.label = label;
  }
}
