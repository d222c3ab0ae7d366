package simtrix.phone.testing;

import android.telephony.PhoneNumberUtils;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;

/**
 * On the old Android of the tests the number plans are read with the code of the new one, and that
 * fails; a real phone of that age has both from one hand.
 */
@Implements(value = PhoneNumberUtils.class, maxSdk = 29)
public final class OldNumbers {

  private OldNumbers() {}

  @Implementation
  @SuppressWarnings("ProtectedMembersInFinalClass") // Robolectric finds no others
  protected static String formatNumber(String number, String country) {
    return number.replace(Calls.EVA, "+49 1511 2345678");
  }
}
