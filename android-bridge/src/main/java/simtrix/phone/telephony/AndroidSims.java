package simtrix.phone.telephony;

import android.Manifest;
import android.annotation.SuppressLint;
import android.content.Context;
import android.os.Build;
import android.telecom.PhoneAccountHandle;
import android.telecom.TelecomManager;
import android.telephony.SubscriptionInfo;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import simtrix.phone.device.NewerAndroid;
import simtrix.phone.device.Permissions;
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
    Optional<Integer> slot =
        slot(
            card ->
                account.equals(Integer.toString(card.getSubscriptionId()))
                    || (!account.isEmpty() && account.equals(card.getIccId())));
    return slot.isEmpty() && Build.VERSION.SDK_INT >= Build.VERSION_CODES.R
        ? slotByHandle(account)
        : slot;
  }

  /** Android 10 to 13 name accounts by a number of the card that they show to no app. */
  @NewerAndroid(Build.VERSION_CODES.R)
  @SuppressLint("MissingPermission")
  private Optional<Integer> slotByHandle(String account) {
    TelecomManager telecom = context.getSystemService(TelecomManager.class);
    TelephonyManager telephony = context.getSystemService(TelephonyManager.class);
    if (telecom == null
        || telephony == null
        || !Permissions.granted(context, Manifest.permission.READ_PHONE_STATE)) {
      return Optional.empty();
    }
    try {
      for (PhoneAccountHandle handle : telecom.getCallCapablePhoneAccounts()) {
        if (handle.getId().equals(account)) {
          return slotOfSubscription(telephony.getSubscriptionId(handle));
        }
      }
      return Optional.empty();
    } catch (SecurityException | UnsupportedOperationException notAllowed) {
      return Optional.empty();
    }
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
