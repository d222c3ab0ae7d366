package simtrix.phone.screen;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import simtrix.phone.R;
import simtrix.phone.health.Need;

/** How the needs are called, why they are there, and how much depends on them. */
final class NeedWords {

  /** In this order they are asked for: without the first nothing works. */
  static final List<Need> ORDER =
      List.of(
          Need.PHONE_STATE,
          Need.CALL_LOG,
          Need.OVERLAY,
          Need.NOTIFICATIONS,
          Need.BATTERY,
          Need.STAYS_ACTIVE,
          Need.SCREENING_ROLE,
          Need.CONTACTS);

  /** How much depends on it. */
  enum Weight {
    REQUIRED(R.string.need_required),
    RECOMMENDED(R.string.need_recommended),
    OPTIONAL(R.string.need_optional);

    final int label;

    Weight(int label) {
      this.label = label;
    }
  }

  private NeedWords() {}

  static int title(Need need) {
    return switch (need) {
      case PHONE_STATE -> R.string.need_phone;
      case CALL_LOG -> R.string.need_call_log;
      case SCREENING_ROLE -> R.string.need_screening;
      case OVERLAY -> R.string.need_overlay;
      case NOTIFICATIONS -> R.string.need_notifications;
      case BATTERY -> R.string.need_battery;
      case STAYS_ACTIVE -> R.string.need_active;
      case CONTACTS -> R.string.need_contacts;
    };
  }

  static int why(Need need) {
    return switch (need) {
      case PHONE_STATE -> R.string.need_phone_why;
      case CALL_LOG -> R.string.need_call_log_why;
      case SCREENING_ROLE -> R.string.need_screening_why;
      case OVERLAY -> R.string.need_overlay_why;
      case NOTIFICATIONS -> R.string.need_notifications_why;
      case BATTERY -> R.string.need_battery_why;
      case STAYS_ACTIVE -> R.string.need_active_why;
      case CONTACTS -> R.string.need_contacts_why;
    };
  }

  static Weight weight(Need need) {
    return switch (need) {
      case PHONE_STATE, CALL_LOG -> Weight.REQUIRED;
      case OVERLAY, NOTIFICATIONS, BATTERY, STAYS_ACTIVE -> Weight.RECOMMENDED;
      case SCREENING_ROLE, CONTACTS -> Weight.OPTIONAL;
    };
  }

  /** The required ones that are not met, and a way to be seen: the panel or a notification. */
  static List<Need> missing(Map<Need, Boolean> needs) {
    boolean canBeSeen =
        needs.getOrDefault(Need.OVERLAY, false) || needs.getOrDefault(Need.NOTIFICATIONS, false);
    return ORDER.stream()
        .filter(need -> !needs.getOrDefault(need, true))
        .filter(need -> weight(need) == Weight.REQUIRED || (need == Need.OVERLAY && !canBeSeen))
        .collect(Collectors.toList());
  }
}
