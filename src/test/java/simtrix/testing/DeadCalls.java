package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import simtrix.testing.Phone.PhoneCall;

/** Calls of an employee who has left: the portal refuses them until he is back. */
public final class DeadCalls {

  public final int leaver;
  private final InstalledPortal portal;
  private final Phone phone;
  private final Support support;

  public DeadCalls(InstalledPortal portal, Support support) {
    this.portal = portal;
    this.support = support;
    this.leaver = portal.records.addUser("Weg", "Gegangen", "102");
    this.phone = support.pair(portal.id, leaver);
    portal.records.deactivateUser(leaver);
  }

  public static ConditionFactory patience() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
  }

  public void comesBack() {
    portal.records.activateUser(leaver);
  }

  public PhoneCall answered(String number) {
    PhoneCall call = phone.call(number);
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    return dead(call);
  }

  public PhoneCall missed(String number) {
    PhoneCall call = phone.call(number);
    assertThat(call.endsMissed().status()).isEqualTo(202);
    return dead(call);
  }

  /** Answered calls of one number. */
  public List<PhoneCall> answered(String number, int calls) {
    List<PhoneCall> made = IntStream.range(0, calls).mapToObj(i -> phone.call(number)).toList();
    made.forEach(call -> assertThat(call.endsAnswered().status()).isEqualTo(202));
    made.forEach(this::dead);
    return made;
  }

  /** The dead letter of a call, as soon as it is in the index. */
  public JsonNode letter(PhoneCall call) {
    return patience()
        .until(() -> support.deadLetter(call.id), found -> found.isPresent())
        .orElseThrow();
  }

  public long id(PhoneCall call) {
    return letter(call).path("id").asLong();
  }

  private PhoneCall dead(PhoneCall call) {
    patience().until(() -> call.status().equals("DEAD"));
    letter(call);
    return call;
  }
}
