package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("Portals do not hinder each other, and order is kept inside a number (DESIGN 3)")
class HangingPortalIT {

  private static final String NUMBER = "+4930111111";

  private final RunningServer server = RunningServer.shared();

  @Test
  @DisplayName("While one portal hangs with more calls than it has writers, another's are written")
  void hanging() {
    try (InstalledPortal hanging = InstalledPortal.on(server);
        InstalledPortal working = InstalledPortal.on(server)) {
      hanging.sandbox.faults().onAny().always().then(Effect.hang(Duration.ofMinutes(5)));
      List<PhoneCall> stuck = endedCalls(hanging, 40);
      List<PhoneCall> calls = endedCalls(working, 10);
      calls.forEach(call -> awaitStatus(call, "WRITTEN"));
      assertThat(hanging.records.statistics()).isEmpty();
      assertThat(stuck).extracting(PhoneCall::status).isSubsetOf("QUEUED", "RETRYING");
    }
  }

  @Test
  @DisplayName("Twelve calls of one number stand in the order in which they came, whatever fails")
  void order() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (InstalledPortal portal = InstalledPortal.on(server)) {
      portal.sandbox.settings().plan(Plan.UNLIMITED);
      for (int i = 0; i < 4; i++) {
        portal
            .sandbox
            .faults()
            .on("telephony.externalCall.finish")
            .nth(1 + random.nextInt(4))
            .then(
                random.nextBoolean()
                    ? Effect.cutAfterCommit()
                    : Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
      }
      portal.records.addContact("Eva", "Kern", NUMBER);
      Phone phone = portal.phone();
      List<PhoneCall> calls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        calls.add(ended(phone, NUMBER));
      }
      calls.forEach(call -> awaitStatus(call, "WRITTEN"));
      assertThat(portal.records.statistics())
          .as("seed " + seed)
          .extracting(row -> row.get("EXTERNAL_CALL_ID"))
          .containsExactlyElementsOf(calls.stream().map(call -> call.id.toString()).toList());
    }
  }

  private static List<PhoneCall> endedCalls(InstalledPortal portal, int count) {
    Phone phone = portal.phone();
    List<PhoneCall> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String number = NUMBER + (10 + i);
      portal.records.addContact("Eva", "Kern " + i, number);
      calls.add(ended(phone, number));
    }
    return calls;
  }

  private static PhoneCall ended(Phone phone, String number) {
    PhoneCall call = phone.call(number);
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    return call;
  }
}
