package simtrix.phone.telephony;

import android.Manifest;
import android.annotation.SuppressLint;
import android.content.Context;
import android.telephony.SubscriptionInfo;
import android.telephony.SubscriptionManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import simtrix.phone.device.Sims;

/** Asks the subscription manager; without the permission a phone has no SIM that can be named. */
public final class AndroidSims implements Sims {

  private final Context context;

  public AndroidSims(Context context) {
    this.context = context;
  }

  @Override
  public Optional<Integer> slotOfSubscription(int subscription) {
    return slot(card -> card.getSubscriptionId() == subscription);
  }

  @Override
  public Optional<Integer> slotOfAccount(String account) {
    return slot(
        card ->
            account.equals(Integer.toString(card.getSubscriptionId()))
                || (!account.isEmpty() && account.equals(card.getIccId())));
  }

  @Override
  public Optional<String> name(int slot) {
    List<SubscriptionInfo> cards = cards();
    return cards.size() < 2
        ? Optional.empty()
        : cards.stream()
            .filter(card -> card.getSimSlotIndex() == slot)
            .findFirst()
            .map(SubscriptionInfo::getDisplayName)
            .map(CharSequence::toString)
            .filter(name -> !name.isEmpty());
  }

  /** Many cards do not know their own number; the server does without it. */
  @Override
  @SuppressWarnings("deprecation")
  public Optional<String> number(int slot) {
    return cards().stream()
        .filter(card -> card.getSimSlotIndex() == slot)
        .findFirst()
        .map(SubscriptionInfo::getNumber)
        .filter(number -> !number.isBlank());
  }

  private Optional<Integer> slot(Predicate<SubscriptionInfo> wanted) {
    return cards().stream()
        .filter(wanted)
        .findFirst()
        .map(SubscriptionInfo::getSimSlotIndex)
        .filter(slot -> slot >= 0);
  }

  @SuppressLint("MissingPermission")
  private List<SubscriptionInfo> cards() {
    if (!Permissions.granted(context, Manifest.permission.READ_PHONE_STATE)) {
      return List.of();
    }
    try {
      SubscriptionManager manager = context.getSystemService(SubscriptionManager.class);
      List<SubscriptionInfo> cards =
          manager == null ? null : manager.getActiveSubscriptionInfoList();
      return cards == null ? List.of() : cards;
    } catch (SecurityException | UnsupportedOperationException notAllowed) {
      return List.of();
    }
  }
}
