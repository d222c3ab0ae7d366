package simtrix.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.sandbox.Effect;
import simtrix.testing.DeadCalls;
import simtrix.testing.Http;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("What a person may ask for: information and erasure (GDPR, articles 15 and 17)")
class PrivacyIT {

  private static final AtomicInteger NEXT = new AtomicInteger(4455);
  private static final String NAME = "Xanthippe";

  private final RunningServer server = RunningServer.shared();
  private final Support support = server.support();
  private final Traces traces = new Traces(server);
  private final String digits = "1573334" + NEXT.getAndIncrement();
  private final String number = "+49" + digits;
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @Test
  @DisplayName("Everything is given out, and says what stands in Bitrix24 and not here")
  void export() {
    PhoneCall missed = written(phone.call(number), false);
    PhoneCall dead = deadWith("Der Kontakt " + NAME + " (" + number + ") ist gesperrt.");
    note(dead, "Frau " + NAME + " will ein Angebot.");
    DeadCalls.patience().until(this::isCached);
    JsonNode report = post("reports", number).json();
    assertThat(report.path("calls").asInt()).isEqualTo(2);
    assertThat(report.path("pending").asInt()).isEqualTo(1);
    assertThat(report.path("deadLetters").asInt()).isEqualTo(1);
    assertThat(report.path("cachedCards").asInt()).isEqualTo(1);

    Http.Answer export = post("exports", number);
    assertThat(export.status()).isEqualTo(200);
    JsonNode calls = export.json().path("calls");
    assertThat(calls.findValuesAsText("callId")).contains(missed.id.toString(), dead.id.toString());
    assertThat(calls.get(0).path("inBitrix24").path("leadId").asLong()).isPositive();
    assertThat(export.json().path("elsewhere").asText()).contains("Bitrix24");
    assertThat(export.body()).contains("ist gesperrt", "will ein Angebot");
    assertThat(export.json().path("cachedCards")).hasSize(1);
  }

  @Test
  @DisplayName("After the erasure no table, no queue and no cache knows the number or the name")
  void erasure() {
    written(phone.call(number), false);
    PhoneCall dead = deadWith("Der Kontakt " + NAME + " (" + number + ") ist gesperrt.");
    note(dead, NAME + " will ein Angebot.");
    PhoneCall other = deadCalls().answered("+493055500099");
    note(other, "Ist dieselbe wie 0157 " + digits.substring(3) + ".");
    archive(dead);
    assertThat(traces.ofNumber(digits)).isNotEmpty();
    JsonNode before = support.counts(portal.id);

    Http.Answer deletion = post("deletions", "0157/" + digits.substring(3));
    assertThat(deletion.status()).isEqualTo(200);
    assertThat(deletion.json().path("forgotten").asInt()).isEqualTo(2);
    assertThat(deletion.json().path("mentions").asInt()).isEqualTo(1);
    assertThat(deletion.json().path("pendingTotal").asInt()).isZero();
    assertThat(traces.ofNumber(digits)).isEmpty();
    assertThat(traces.ofWord(NAME)).isEmpty();
    assertThat(support.counts(portal.id)).as("the figures stay").isEqualTo(before);
    assertThat(post("reports", number).json().path("calls").asInt()).isZero();
    assertThat(post("deletions", number).json().path("forgotten").asInt()).isZero();
    assertThat(letter(dead).path("state").asText()).as("nothing to restore").isEqualTo("RESOLVED");
  }

  @Test
  @DisplayName(
      "A call that is not written yet is not lost: it is named, and forgotten once it is written")
  void pending() {
    DeadCalls calls = deadCalls();
    PhoneCall dead = calls.answered(number);
    JsonNode deletion = post("deletions", number).json();
    assertThat(deletion.path("pendingTotal").asInt()).isEqualTo(1);
    assertThat(deletion.at("/pending/0/callId").asText()).isEqualTo(dead.id.toString());
    assertThat(deletion.at("/pending/0/status").asText()).isEqualTo("DEAD");
    assertThat(traces.ofNumber(digits)).isNotEmpty();

    calls.comesBack();
    assertThat(support.retry(support.deadLetter(dead.id).orElseThrow()).status()).isEqualTo(202);
    DeadCalls.patience().until(() -> dead.status().equals("WRITTEN"));
    assertThat(portal.statisticsOf(dead.id)).hasSize(1);
    DeadCalls.patience().until(() -> traces.ofNumber(digits).isEmpty());
  }

  @Test
  @DisplayName("A phone that tells a forgotten call once more is heard, and brings nothing back")
  void late() {
    portal.records.addContact("Eva", "Kern", number);
    PhoneCall call = written(phone.call(number), true);
    post("deletions", number);
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    assertThat(call.endsMissed().status()).isEqualTo(202);
    assertThat(call.rings().path("kind").asText()).as("a card, and no memory").isNotEmpty();
    assertThat(call.status()).isEqualTo("WRITTEN");
    assertThat(traces.ofNumber(digits)).isEmpty();
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("What is no telephone number is found as it was sent")
  void shortCode() {
    PhoneCall call = phone.call("77" + NEXT.getAndIncrement());
    call.endsMissed();
    DeadCalls.patience().until(() -> call.status().equals("LOCAL"));
    String code = support.get("/calls/" + call.id).json().path("number").asText();
    assertThat(post("deletions", code).json().path("forgotten").asInt()).isEqualTo(1);
    assertThat(support.get("/calls/" + call.id).json().path("number").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reports", "exports", "deletions"})
  @DisplayName("Administrators alone, and the audit says who without naming the number")
  void audit(String operation) {
    written(phone.call(number), true);
    for (String role : List.of("reader", "operator")) {
      Support user = server.user(role);
      assertThat(user.post("/privacy/" + operation, Map.of("number", number)).status())
          .isEqualTo(403);
    }
    assertThat(post(operation, number).status()).isEqualTo(200);
    String audit = support.get("/audit?size=20").body();
    assertThat(audit).contains("/privacy/" + operation + "/" + number.substring(0, 6) + "*****");
    assertThat(audit).doesNotContain(digits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no number", "   ", "+", "x"})
  @DisplayName("A text without a digit is refused")
  void refused(String text) {
    assertThat(post("deletions", text).status()).isEqualTo(400);
  }

  /** The portal's own news of the lead may throw the first card away. */
  private boolean isCached() {
    phone.caller(number);
    return post("reports", number).json().path("cachedCards").asInt() == 1;
  }

  private Http.Answer post(String operation, String asked) {
    return support.post("/privacy/" + operation, Map.of("number", asked));
  }

  private static PhoneCall written(PhoneCall call, boolean answered) {
    assertThat((answered ? call.endsAnswered() : call.endsMissed()).status()).isEqualTo(202);
    DeadCalls.patience().until(() -> List.of("WRITTEN", "LOCAL").contains(call.status()));
    return call;
  }

  private PhoneCall deadWith(String text) {
    portal
        .sandbox
        .faults()
        .on("telephony.externalCall.register")
        .then(Effect.methodError(400, "ERROR_CORE", text));
    PhoneCall call = phone.call(number);
    call.endsAnswered();
    DeadCalls.patience().until(() -> call.status().equals("DEAD"));
    DeadCalls.patience().until(() -> support.deadLetter(call.id).isPresent());
    return call;
  }

  private DeadCalls deadCalls() {
    portal.records.addContact("Jemand", "Anders", "+493055500099", number);
    return new DeadCalls(portal, support);
  }

  private void note(PhoneCall call, String text) {
    support.post("/dead-letters/" + id(call) + "/note", Map.of("text", text));
  }

  private void archive(PhoneCall call) {
    assertThat(support.post("/dead-letters/" + id(call) + "/archive", null).status())
        .isEqualTo(200);
  }

  private long id(PhoneCall call) {
    return support.deadLetter(call.id).orElseThrow().path("id").asLong();
  }

  private JsonNode letter(PhoneCall call) {
    return support.get("/dead-letters?state=ALL&q=" + call.id).json().path("items").get(0);
  }
}
