package simtrix.phone.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Calls.EVA;

import android.content.ComponentName;
import android.content.Intent;
import android.net.Uri;
import android.os.Looper;
import android.os.RemoteException;
import android.telecom.Call;
import android.telecom.CallScreeningService.ParcelableCallResponse;
import android.telecom.ParcelableCall;
import android.telecom.TelecomManager;
import com.android.internal.telecom.ICallScreeningAdapter;
import com.android.internal.telecom.ICallScreeningService;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONObject;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.testing.PairedPhone;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;

/** The role of the call screener, for phones whose user keeps the call log to themselves. */
@RunWith(RobolectricTestRunner.class)
@Config(sdk = 35, application = TestPhone.class)
public class ScreeningServiceTest {

  @Rule public final PairedPhone phone = new PairedPhone();
  private final List<ParcelableCallResponse> answers = new ArrayList<>();
  private ICallScreeningService service;

  @Before
  public void aPhoneWhoseLogNobodyMayRead() {
    phone.hideTheLog();
    service =
        ICallScreeningService.Stub.asInterface(
            Robolectric.buildService(ScreeningService.class).create().get().onBind(new Intent()));
  }

  @Test
  public void theNumberComesFromTheScreenerAndEveryCallIsLetThrough() throws Exception {
    screen("tel:" + EVA, Call.Details.DIRECTION_INCOMING);
    phone.line.ring("");

    Soon.until(() -> !phone.server.bodies().isEmpty());
    JSONObject ringing = phone.server.bodies().get(0);
    assertThat(ringing.getString("state")).isEqualTo("RINGING");
    assertThat(ringing.getString("number")).isEqualTo(EVA);
    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).shouldDisallowCall()).isFalse();
    assertThat(answers.get(0).shouldSilenceCall()).isFalse();
    assertThat(answers.get(0).shouldSkipCallLog()).isFalse();
    assertThat(answers.get(0).shouldSkipNotification()).isFalse();
  }

  @Test
  public void neitherAnOutgoingCallNorOneOfAnotherKindIsTakenForTheCaller() throws Exception {
    screen("tel:" + EVA, Call.Details.DIRECTION_OUTGOING);
    screen("sip:eva@example.org", Call.Details.DIRECTION_INCOMING);
    phone.line.ring("");

    Soon.until(() -> !phone.server.bodies().isEmpty());
    assertThat(phone.server.bodies().get(0).isNull("number")).isTrue();
  }

  private void screen(String handle, int direction) throws RemoteException {
    service.screenCall(
        new ICallScreeningAdapter.Stub() {
          @Override
          public void onScreeningResponse(
              String call, ComponentName app, ParcelableCallResponse response) {
            answers.add(response);
          }
        },
        new ParcelableCall.ParcelableCallBuilder()
            .setId("1")
            .setHandle(Uri.parse(handle))
            .setHandlePresentation(TelecomManager.PRESENTATION_ALLOWED)
            .setCallDirection(direction)
            .setCannedSmsResponses(List.of())
            .setChildCallIds(List.of())
            .setConferenceableCallIds(List.of())
            .createParcelableCall());
    shadowOf(Looper.getMainLooper()).idle();
  }
}
