package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.Sandbox;
import simtrix.sandbox.SandboxSettings.CrmMode;
import simtrix.testing.Phone.PhoneCall;

/**
 * A call one step of whose write breaks: one command that the portal carries out, or does not, and
 * of which the server hears nothing. Afterwards every effect of its rule has to stand there once.
 */
public final class BrokenStep implements AutoCloseable {

  /** Rules that leave nothing out. */
  private static final String EVERYTHING =
      """
      answered:
        known:
          log: true
          task: {after: 2h, for: phone-user}
          notification: {for: responsible}
      missed:
        unknown:
          log: true
          lead: {source: CALLBACK}
          task: {after: 2h, for: responsible}
          notification: {for: responsible}
      """;

  /** Who calls, and the steps that are worth breaking. */
  public enum Story {
    NEW,
    NEW_IN_SIMPLE_CRM,
    NEW_WITH_CARD,
    KNOWN,
    KNOWN_WITH_CARD,
    KNOWN_WITH_LONG_RECORDING,
    NEW_BY_WEBHOOK,
    KNOWN_BY_WEBHOOK;

    private List<String> steps() {
      return switch (this) {
        case NEW -> List.of("crm.lead.add", REGISTER, "tasks.task.add", "im.notify.system.add");
        case NEW_IN_SIMPLE_CRM -> List.of("crm.contact.add", "crm.deal.add", FINISH);
        case NEW_WITH_CARD -> List.of(REGISTER, "crm.lead.add", "crm.activity.add");
        case KNOWN -> List.of("crm.activity.binding.add", "telephony.externalCall.attachRecord");
        case KNOWN_WITH_CARD -> List.of(REGISTER, FINISH);
        case KNOWN_WITH_LONG_RECORDING -> List.of("upload");
        case NEW_BY_WEBHOOK -> List.of("crm.activity.add", "im.notify.system.add");
        case KNOWN_BY_WEBHOOK -> List.of("crm.activity.update");
      };
    }

    boolean byWebhook() {
      return name().endsWith("BY_WEBHOOK");
    }

    boolean hasCard() {
      return name().endsWith("WITH_CARD");
    }

    private boolean isKnown() {
      return name().startsWith("KNOWN");
    }
  }

  private static final String REGISTER = "telephony.externalCall.register";
  private static final String FINISH = "telephony.externalCall.finish";
  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);
  private static final byte[] SHORT = Audio.tone("mp3");
  private static final byte[] LONG = Audio.tone(200, "wav");

  private final Story story;
  private final String method;
  private final Effect effect;
  private final TestServer server;
  private final Sandbox sandbox;
  private final Phone phone;
  private final String number = "+4930555" + NUMBERS.incrementAndGet();
  private PhoneCall call;

  private BrokenStep(
      TestServer server, Sandbox sandbox, Phone phone, Story story, String method, Effect effect) {
    this.server = server;
    this.sandbox = sandbox;
    this.phone = phone;
    this.story = story;
    this.method = method;
    this.effect = effect;
  }

  /** Every step of every story, each in a portal of its own that has installed the application. */
  public static List<BrokenStep> inInstalledPortals(TestServer server, List<Effect> effects) {
    List<BrokenStep> steps = new ArrayList<>();
    Map<String, String> rules = new LinkedHashMap<>();
    for (Story story : Story.values()) {
      for (String method : story.byWebhook() ? List.<String>of() : story.steps()) {
        for (Effect effect : effects) {
          InstalledPortal portal = InstalledPortal.on(server);
          server.support().post("/portals/" + portal.id + "/recordings", Map.of("allowed", true));
          rules.put(
              portal.sandbox.memberId(),
              EVERYTHING + "desktop-card: " + (story.hasCard() ? "everybody" : "never"));
          steps.add(new BrokenStep(server, portal.sandbox, portal.phone(), story, method, effect));
        }
      }
    }
    server.rules().give(rules);
    return steps;
  }

  /**
   * The steps where the portal is the one that the server has a webhook of, which takes no
   * telephony.
   */
  public static List<BrokenStep> behindWebhook(
      TestServer server, Sandbox sandbox, List<Effect> effects) {
    JsonNode portal =
        patience().until(() -> server.support().webhookPortal(), Optional::isPresent).orElseThrow();
    server.rules().give(Map.of(portal.path("memberId").asText(), EVERYTHING));
    int user = sandbox.records().addUser("Jan", "Novák", "101");
    Phone phone = server.support().pair(portal.path("id").asLong(), user);
    List<BrokenStep> steps = new ArrayList<>();
    for (Story story : Story.values()) {
      for (String method : story.byWebhook() ? story.steps() : List.<String>of()) {
        effects.forEach(
            effect -> steps.add(new BrokenStep(server, sandbox, phone, story, method, effect)));
      }
    }
    return steps;
  }

  /** Whether this is the command that breaks. */
  public boolean isAt(String command) {
    return method.equals(command);
  }

  /** Has the call made. */
  public void begin() {
    prepare();
    call = phone.call(number);
    sandbox.faults().on(method).then(effect);
    if (story.hasCard()) {
      call.rings();
      patience().until(() -> isMet() || !sandbox.records().unfinishedCalls().isEmpty());
    }
    Http.Answer answer = story.isKnown() ? call.endsAnswered() : call.endsMissed();
    assertThat(answer.status()).isEqualTo(202);
    if (story.isKnown()) {
      boolean isLong = story == Story.KNOWN_WITH_LONG_RECORDING;
      phone.upload(call.id, isLong ? "audio/wav" : "audio/mpeg", isLong ? LONG : SHORT);
    }
  }

  /** Waits until the step is broken. */
  public void awaitBreak() {
    patience()
        .untilAsserted(() -> assertThat(isMet()).as("%s is broken, %s", this, call.now()).isTrue());
  }

  private void prepare() {
    if (story.isKnown()) {
      int contact = sandbox.records().addContact("Eva", "Kern", number);
      sandbox
          .records()
          .addDeal("Angebot " + number, Map.of("CONTACT_ID", contact, "STAGE_ID", "NEW"));
    }
    if (story == Story.NEW_IN_SIMPLE_CRM) {
      sandbox.settings().crmMode(CrmMode.SIMPLE);
    }
  }

  private boolean isMet() {
    return sandbox.faults().allMet();
  }

  /** Waits until the call is written, and looks at everything that its rule has made. */
  public void assertEverythingStandsOnce() {
    awaitBreak();
    patience().untilAsserted(() -> assertThat(call.status()).isEqualTo("WRITTEN"));
    String id = call.id.toString();
    assertThat(sandbox.records().statistics())
        .filteredOn("EXTERNAL_CALL_ID", id)
        .as("rows in the statistics")
        .hasSize(story.byWebhook() ? 0 : 1);
    assertThat(sandbox.records().unfinishedCalls()).as("open cards").isEmpty();
    assertThat(sandbox.tasks()).filteredOn("XML_ID", id).as("tasks").hasSize(1);
    assertThat(sandbox.notices())
        .filteredOn(notice -> notice.tag().endsWith(id))
        .as("notifications")
        .hasSize(1);
    assertOwner();
    if (story.isKnown()) {
      assertRecording();
    }
  }

  private void assertOwner() {
    boolean isContact = story.isKnown() || story == Story.NEW_IN_SIMPLE_CRM;
    int owner = only(isContact ? EntityType.CONTACT : EntityType.LEAD, "PHONE", number);
    assertThat(withText(isContact ? EntityType.LEAD : EntityType.CONTACT, "PHONE", number))
        .isEmpty();
    assertThat(sandbox.records().timeline(isContact ? EntityType.CONTACT : EntityType.LEAD, owner))
        .as("entries on the timeline")
        .hasSize(1);
    if (isContact) {
      int deal = only(EntityType.DEAL, "CONTACT_ID", String.valueOf(owner));
      assertThat(sandbox.records().timeline(EntityType.DEAL, deal)).as("on the deal").hasSize(1);
    }
  }

  private void assertRecording() {
    patience()
        .untilAsserted(() -> assertThat(recording().path("state").asText()).isEqualTo("ATTACHED"));
    if (story.byWebhook()) {
      int activity = call.now().at("/crm/activityId").asInt();
      assertThat(sandbox.records().activities())
          .filteredOn(row -> row.get("ID").toString().equals(String.valueOf(activity)))
          .singleElement()
          .satisfies(row -> assertThat(row.get("FILES").toString()).containsOnlyOnce(".mp3"));
    } else {
      assertThat(sandbox.records().recordings()).as("recordings").hasSize(1);
    }
  }

  private JsonNode recording() {
    return server.support().get("/calls/" + call.id).json().path("recording");
  }

  private int only(EntityType type, String field, String text) {
    List<Map<String, Object>> found = withText(type, field, text);
    assertThat(found).as("%s of %s", type, number).hasSize(1);
    return Integer.parseInt(found.get(0).get("ID").toString());
  }

  private List<Map<String, Object>> withText(EntityType type, String field, String text) {
    return sandbox.records().all(type).stream()
        .filter(row -> String.valueOf(row.get(field)).contains(text))
        .toList();
  }

  @Override
  public void close() {
    sandbox.close();
  }

  @Override
  public String toString() {
    return "%s: %s %s".formatted(story, method, effect.getClass().getSimpleName());
  }
}
