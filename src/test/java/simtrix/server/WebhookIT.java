package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.Sandbox;
import simtrix.sandbox.TimelineEntry;
import simtrix.testing.Audio;
import simtrix.testing.BrokenStep;
import simtrix.testing.Http;
import simtrix.testing.LoggedLines;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.SpanCollector;

@DisplayName(
    "A portal behind an inbound webhook, which lets nobody write telephony (DESIGN 5, REFERENCE 5.0)")
class WebhookIT {

  private static Sandbox sandbox;
  private static RunningServer server;
  private static SpanCollector spans;
  private static Phone phone;
  private static int user;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start();
    user = sandbox.records().addUser("Jan", "Novák", "101");
    spans = SpanCollector.start();
    server =
        RunningServer.with(
            Map.of(
                "simtrix.tracing.collector",
                spans.address(),
                "simtrix.bitrix24.webhook",
                sandbox.webhookUrl(),
                "simtrix.recordings.allowed",
                true,
                "simtrix.recordings.ffmpeg",
                "/nowhere/ffmpeg"));
    phone = server.support().pair(portal().path("id").asLong(), user);
  }

  @AfterAll
  static void stop() {
    server.stop();
    spans.close();
    sandbox.close();
  }

  @Test
  @DisplayName("The portal is listed as connected by webhook, and its secret is not shown")
  void listed() {
    assertThat(portal().path("mode").asText()).isEqualTo("WEBHOOK");
    assertThat(portal().path("status").asText()).isEqualTo("ACTIVE");
    String secret = sandbox.webhookUrl().replaceFirst(".*/rest/\\d+/", "").replace("/", "");
    assertThat(server.support().get("/portals").body()).doesNotContain(secret);
  }

  @Test
  @DisplayName(
      "A call becomes an activity of its contact, bound to the open deal, and stands there once")
  void activity() {
    int contact = sandbox.records().addContact("Eva", "Kern", "+4930111111");
    int deal =
        sandbox.records().addDeal("Angebot", Map.of("CONTACT_ID", contact, "STAGE_ID", "NEW"));
    sandbox.faults().on("crm.activity.add").then(Effect.cutAfterCommit());
    assertThat(phone.call("+4930111111").rings().path("kind").asText()).isEqualTo("KNOWN");
    PhoneCall call = phone.call("+4930111111");
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
    List<TimelineEntry> timeline = sandbox.records().timeline(EntityType.CONTACT, contact);
    assertThat(timeline).hasSize(1);
    assertThat(timeline.get(0).text()).contains("+4930111111");
    assertThat(timeline.get(0).fields()).containsEntry("ORIGIN_ID", call.id.toString());
    assertThat(sandbox.records().timeline(EntityType.DEAL, deal)).hasSize(1);
    assertThat(sandbox.records().statistics()).isEmpty();
    assertThat(call.now().path("crm").path("activityId").asInt()).isEqualTo(timeline.get(0).id());
  }

  @Test
  @DisplayName(
      "The portal's answer to the missed call is lost, and the phone tells of the answered one: its activity gets a note")
  void answeredWhileNobodyKnew() {
    int contact = sandbox.records().addContact("Ole", "Brandt", "+4930121212");
    sandbox.faults().on("crm.activity.add").then(Effect.cutAfterCommit());
    sandbox
        .faults()
        .on("crm.activity.list")
        .always()
        .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    PhoneCall call = phone.call("+4930121212");
    call.endsMissed();
    awaitStatus(call, "RETRYING");
    call.endsAnswered();
    sandbox.faults().clear();
    awaitStatus(call, "WRITTEN");
    assertThat(sandbox.records().timeline(EntityType.CONTACT, contact))
        .extracting(TimelineEntry::kind)
        .containsExactlyInAnyOrder(TimelineEntry.Kind.ACTIVITY, TimelineEntry.Kind.NOTE);
  }

  @Test
  @DisplayName("The missed call of an unknown number becomes a lead with its activity")
  void lead() {
    PhoneCall call = phone.call("+4930222222");
    call.endsMissed();
    awaitStatus(call, "WRITTEN");
    List<Map<String, Object>> leads =
        sandbox.records().leads().stream()
            .filter(lead -> call.id.toString().equals(lead.get("ORIGIN_ID")))
            .toList();
    assertThat(leads).hasSize(1);
    int id = Integer.parseInt(leads.get(0).get("ID").toString());
    patience()
        .untilAsserted(
            () -> assertThat(sandbox.records().timeline(EntityType.LEAD, id)).hasSize(1));
  }

  @Test
  @DisplayName(
      "No card is opened on a desktop there, and what has no record to stand on stays here")
  void withoutTelephony() {
    server
        .rules()
        .write(
            server
                .rules()
                .text()
                .replace("desktop-card: never", "desktop-card: everybody")
                .replaceFirst("unknown:\\s+log: false", "unknown: {log: true}"));
    patience().until(() -> !server.rules().report().at("/state/file").asText().contains("jar"));
    PhoneCall call = phone.call("+4930666666");
    call.rings();
    call.endsAnswered();
    awaitStatus(call, "LOCAL");
    assertThat(sandbox.lastParams("telephony.externalCall.register")).isEmpty();
    assertThat(sandbox.records().unfinishedCalls()).isEmpty();
  }

  @Test
  @DisplayName("A recording becomes one more file of the activity, once, and the others stay")
  void recording() {
    int contact = sandbox.records().addContact("Ada", "Wolf", "+4930333333");
    PhoneCall call = phone.call("+4930333333");
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
    int activity = call.now().path("crm").path("activityId").asInt();
    sandbox
        .records()
        .changeActivity(activity, Map.of("FILES", List.of(Map.of("id", 7, "name", "offer.pdf"))));
    sandbox.faults().on("crm.activity.update").then(Effect.cutAfterCommit());
    assertThat(phone.upload(call.id, "audio/wav", Audio.tone("wav")).status()).isEqualTo(202);
    patience().until(() -> recording(call).path("state").asText().equals("ATTACHED"));
    assertThat(sandbox.faults().allMet()).isTrue();
    TimelineEntry entry = sandbox.records().timeline(EntityType.CONTACT, contact).get(0);
    assertThat(entry.fields().get("FILES").toString())
        .containsOnlyOnce(".wav")
        .contains("offer.pdf");
  }

  @Test
  @DisplayName("Without ffmpeg other formats are not possible, and the call is not touched")
  void withoutFfmpeg() {
    sandbox.records().addContact("Ida", "Roth", "+4930444444");
    PhoneCall call = phone.call("+4930444444");
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
    byte[] m4a = Audio.tone("m4a", "-c:a", "aac");
    assertThat(phone.upload(call.id, "audio/mp4", m4a).status()).isEqualTo(202);
    patience().until(() -> recording(call).path("state").asText().equals("NOT_POSSIBLE"));
    assertThat(recording(call).path("reason").asText()).isEqualTo("NO_CONVERTER");
    assertThat(call.status()).isEqualTo("WRITTEN");
  }

  @Test
  @DisplayName("Cut at any step, before or after the portal did it: each effect stands once")
  void cutAtAnyStep() {
    for (BrokenStep step :
        BrokenStep.behindWebhook(
            server, sandbox, List.of(Effect.cutBeforeExecuting(), Effect.cutAfterCommit()))) {
      step.begin();
      step.assertEverythingStandsOnce();
    }
  }

  @Test
  @DisplayName(
      "The webhook's secret is in no line of the log, not even at DEBUG, in no answer and in no trace")
  void secretIsNotTold() {
    String secret = sandbox.webhookUrl().replaceFirst(".*/rest/\\d+/", "").replace("/", "");
    try (LoggedLines log = new LoggedLines()) {
      sandbox.faults().on("crm.activity.add").then(Effect.html(502));
      sandbox
          .faults()
          .on("crm.activity.add")
          .then(Effect.movedTo(URI.create("https://elsewhere.example")));
      int contact = sandbox.records().addContact("Eva", "Kern", "+4930777777");
      sandbox.records().addDeal("Angebot", Map.of("CONTACT_ID", contact, "STAGE_ID", "NEW"));
      PhoneCall call = phone.call("+4930777777");
      call.rings();
      call.endsAnswered();
      awaitStatus(call, "DEAD");
      JsonNode letter =
          patience()
              .until(() -> server.support().deadLetter(call.id), Optional::isPresent)
              .orElseThrow();
      long id = letter.path("id").asLong();
      assertThat(server.support().letter(id).toString()).contains("REDIRECTED");
      for (String path :
          List.of(
              "/portals",
              "/dead-letters",
              "/dead-letters/" + id,
              "/dead-letters.csv",
              "/calls/" + call.id,
              "/audit")) {
        Http.Answer answer = server.support().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).doesNotContain(secret);
      }
      for (String endpoint : List.of("health", "prometheus", "scenarios")) {
        assertThat(server.support().actuator(endpoint).body()).doesNotContain(secret);
      }
      patience().until(() -> spans.bytes().contains(call.id.toString()));
      assertThat(spans.bytes()).doesNotContain(secret);
      assertThat(log.lines(Level.DEBUG)).anyMatch(line -> line.contains("REDIRECTED"));
      assertThat(log.lines(Level.DEBUG)).filteredOn(line -> line.contains(secret)).isEmpty();
    }
  }

  private static JsonNode recording(PhoneCall call) {
    return server.support().get("/calls/" + call.id).json().path("recording");
  }

  private static JsonNode portal() {
    return patience()
        .until(() -> server.support().get("/portals").json().path(0), row -> !row.isMissingNode());
  }
}
