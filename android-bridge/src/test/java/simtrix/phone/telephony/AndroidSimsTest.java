package simtrix.phone.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import android.app.Application;
import android.content.ComponentName;
import android.telecom.PhoneAccount;
import android.telecom.PhoneAccountHandle;
import android.telecom.TelecomManager;
import android.telephony.SubscriptionManager;
import android.telephony.TelephonyManager;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowSubscriptionManager.SubscriptionInfoBuilder;

/** Two cards: which of them a row of the call log is about. */
@RunWith(RobolectricTestRunner.class)
@Config(sdk = 35, application = Application.class)
public class AndroidSimsTest {

  private static final String CARD_NUMBER = "89490200001234567890";

  private final Application app = RuntimeEnvironment.getApplication();
  private final AndroidSims sims = new AndroidSims(app);

  @Before
  public void aPhoneWithTwoCards() {
    shadowOf(app).grantPermissions(Manifest.permission.READ_PHONE_STATE);
    shadowOf(app.getSystemService(SubscriptionManager.class))
        .setActiveSubscriptionInfos(
            SubscriptionInfoBuilder.newBuilder()
                .setId(4)
                .setSimSlotIndex(0)
                .buildSubscriptionInfo(),
            SubscriptionInfoBuilder.newBuilder()
                .setId(5)
                .setSimSlotIndex(1)
                .buildSubscriptionInfo());
  }

  @Test
  public void anAccountNamedByItsSubscriptionIsKnown() {
    assertThat(sims.slotOfAccount("5")).contains(1);
    assertThat(sims.slotOfAccount("6")).isEmpty();
  }

  /** Android 10 to 13 name the account by the card's number, and show that number to no app. */
  @Test
  public void anAccountNamedByItsCardsNumberIsKnownThoughTheCardDoesNotTellIt() {
    PhoneAccountHandle handle =
        new PhoneAccountHandle(new ComponentName("com.android.phone", "Telephony"), CARD_NUMBER);
    app.getSystemService(TelecomManager.class)
        .registerPhoneAccount(
            PhoneAccount.builder(handle, "Card")
                .setCapabilities(PhoneAccount.CAPABILITY_CALL_PROVIDER)
                .setIsEnabled(true)
                .build());
    shadowOf(app.getSystemService(TelephonyManager.class))
        .setPhoneAccountHandleSubscriptionId(handle, 5);

    assertThat(sims.slotOfAccount(CARD_NUMBER)).contains(1);
    assertThat(sims.slotOfAccount("89490200009999999999")).isEmpty();
  }
}
