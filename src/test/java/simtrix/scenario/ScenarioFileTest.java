package simtrix.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.bitrix24.EntityType;
import simtrix.scenario.Scenario.LeadRule;

@DisplayName("config/scenarios.yaml: what it says, and what a mistake in it is answered with")
class ScenarioFileTest {

  private static final String FILE = "config/scenarios.yaml";
  private static final String TASK = "missed: {known: {log: true, task: {after: 2h, for: %s}}}";

  private final ScenarioReader reader = new ScenarioReader();

  @Test
  @DisplayName("The file that ships says what DESIGN 6 says")
  void shipped() throws Exception {
    PortalRules rules = rules(shippedText(), Optional.empty(), true);
    for (CallEnd end : CallEnd.values()) {
      assertThat(rules.choose(end, CallerKind.KNOWN).scenario())
          .isEqualTo(new Scenario(true, Optional.empty(), Optional.empty(), Optional.empty()));
    }
    assertThat(rules.choose(CallEnd.ANSWERED, CallerKind.UNKNOWN).scenario())
        .isEqualTo(Scenario.JOURNAL_ONLY);
    assertThat(rules.choose(CallEnd.REJECTED, CallerKind.UNKNOWN).scenario())
        .isEqualTo(Scenario.JOURNAL_ONLY);
    Chosen missed = rules.choose(CallEnd.MISSED, CallerKind.UNKNOWN);
    assertThat(missed.rule()).isEqualTo("default.missed.unknown");
    assertThat(missed.scenario().log()).isTrue();
    assertThat(missed.scenario().lead())
        .contains(
            new LeadRule(
                "CALL",
                Optional.empty(),
                Optional.empty(),
                Who.PHONE_OWNER,
                Optional.empty(),
                Map.of()));
    assertThat(rules.desktopCard()).isEqualTo(DesktopCard.NEVER);
    assertThat(rules.matching())
        .containsExactly(EntityType.CONTACT, EntityType.COMPANY, EntityType.LEAD);
  }

  @Test
  @DisplayName("The example at its end is right as well")
  void exampleInShippedFile() throws Exception {
    String text = shippedText();
    String example = text.substring(text.indexOf("#portals:")).replace("\n#", "\n").substring(1);
    Rules.Everywhere rules =
        reader.read(FILE, text.substring(0, text.indexOf("#portals:")) + example);
    assertThat(rules.portals()).containsOnlyKeys("acme.bitrix24.de");
  }

  @Test
  @DisplayName("SIMTRIX_AUTO_LEAD=false wins over the default entry, and not over a portal's own")
  void autoLead() throws Exception {
    String text = shippedText() + "portals:\n  acme: {missed: {unknown: {log: true, lead: {}}}}";
    assertThat(
            rules(text, Optional.empty(), false)
                .choose(CallEnd.MISSED, CallerKind.UNKNOWN)
                .scenario())
        .isEqualTo(Scenario.JOURNAL_ONLY);
    Chosen own = rules(text, Optional.of("acme"), false).choose(CallEnd.MISSED, CallerKind.UNKNOWN);
    assertThat(own.scenario().lead()).isPresent();
    assertThat(own.rule()).isEqualTo("portals.acme.missed.unknown");
  }

  @Test
  @DisplayName(
      "A portal's case takes the place of the same case, whole; the others are the default's")
  void portalOverDefault() throws Exception {
    PortalRules rules =
        rules(
            withPortal("matching: [lead, contact, company]\n    missed: {unknown: {log: false}}"),
            Optional.of("acme"),
            true);
    assertThat(rules.choose(CallEnd.MISSED, CallerKind.UNKNOWN).scenario())
        .isEqualTo(Scenario.JOURNAL_ONLY);
    assertThat(rules.choose(CallEnd.MISSED, CallerKind.KNOWN).rule())
        .isEqualTo("default.missed.known");
    assertThat(rules.matching())
        .containsExactly(EntityType.LEAD, EntityType.CONTACT, EntityType.COMPANY);
  }

  @Test
  @DisplayName("A chosen rule is the same after it was kept in the journal")
  void kept() throws Exception {
    String everything =
        "missed: {unknown: {log: true, lead: {source: WEB, stage: NEW, title: 'Neu {number}',"
            + " responsible: {round-robin: [12, 15, 12]}, deal: {pipeline: 3, stage: 'C3:NEW'},"
            + " fields: {UF_CRM_CHANNEL: 'Telefon {number}', UF_CRM_SCORE: 7}},"
            + " task: {after: 3d, for: 12}, notification: {for: responsible, text: hier}}}";
    Chosen chosen =
        rules(withPortal(everything), Optional.of("acme"), true)
            .choose(CallEnd.MISSED, CallerKind.UNKNOWN);
    assertThat(ScenarioReader.chosen(ScenarioReader.written(chosen))).isEqualTo(chosen);
    assertThat(chosen.scenario().task().orElseThrow().due()).isEqualTo(Duration.ofDays(3));
    assertThat(chosen.scenario().lead().orElseThrow().responsible().users())
        .containsExactly(12L, 15L, 12L);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          missed: {known: {log: yes}}                               | missed.known.log is "yes". It must be true
          missed: {known: {log: 1}}                                 | missed.known.log is "1". It must be true
          mised: {known: {log: true}}                               | there is no key mised below portals.acme; did you mean missed?
          missed: {Known: {log: true}}                              | there is no key Known below portals.acme.missed; did you mean known?
          missed: {known: {log: true, lead: {}}}                    | there is no key lead below portals.acme.missed.known; there may be log, notification, task.
          missed: {known: {}}                                       | the key log is missing below portals.acme.missed.known
          missed: {}                                                | portals.acme.missed is not right. It must have the case known, or unknown, or both.
          missed:                                                   | portals.acme.missed is empty. It must have the case known
          missed: {unknown: {log: true, lead: }}                    | missed.unknown.lead is empty. It must be the lead's settings, or {}
          missed: {unknown: {log: true, lead: yes}}                 | missed.unknown.lead is "yes". It must be the lead's settings, or {}
          missed: {unknown: {log: true, lead: {source: Anruf}}}     | lead.source is "Anruf". It must be the STATUS_ID of a source
          missed: {unknown: {log: true, lead: {title: ''}}}         | lead.title is "". It must be a text of 1 to 200 characters
          missed: {unknown: {log: true, lead: {title: '{name}'}}}   | lead.title has {name} in it. Only {number} is known.
          missed: {unknown: {log: true, lead: {responsible: responsible}}} | a new lead has nobody yet
          missed: {unknown: {log: true, lead: {deal: {pipeline: 3, stage: NEW}}}} | Its stages begin with C3:
          missed: {unknown: {log: true, lead: {deal: {stage: 'C3:NEW'}}}} | Stages of the first pipeline have no C in front.
          missed: {unknown: {log: true, lead: {deal: {pipeline: Sales}}}} | deal.pipeline is "Sales". It must be the id of a pipeline
          missed: {unknown: {log: true, lead: {fields: {channel: x}}}} | "channel" cannot be a key below portals.acme.missed.unknown.lead.fields. It must be the name of a field
          missed: {unknown: {log: true, lead: {fields: {ORIGIN_ID: x}}}} | "ORIGIN_ID" cannot be a key below portals.acme.missed.unknown.lead.fields. It must be the name of a field
          missed: {unknown: {log: true, lead: {fields: {UF_CRM_A: true}}}} | fields.UF_CRM_A is "true". It must be a text of at most 500 characters or a number
          missed: {unknown: {log: true, lead: {fields: {UF_CRM_A: '{name}'}}}} | fields.UF_CRM_A has {name} in it. Only {number} is known.
          missed: {unknown: {log: true, lead: {fields: {}}}} | lead.fields is not right. It must be further fields of the lead
          missed: {unknown: {log: true, lead: {responsible: {round-robin: []}}}} | round-robin is not right. It must be a list of Bitrix24 users' ids
          missed: {unknown: {log: true, lead: {responsible: {round-robin: 12}}}} | round-robin is "12". It must be a list of Bitrix24 users' ids
          missed: {unknown: {log: true, lead: {responsible: {round-robin: [12, Eva]}}}} | round-robin (entry 2) is "Eva". It must be a list
          missed: {unknown: {log: true, lead: {responsible: {roundrobin: [12]}}}} | there is no key roundrobin below portals.acme.missed.unknown.lead.responsible; did you mean round-robin?
          missed: {unknown: {log: true, lead: {responsible: [12]}}} | lead.responsible is not right. It must be phone-user, the id of a Bitrix24 user
          missed: {unknown: {log: true, lead: {responsible: 0}}}    | lead.responsible is "0". It must be phone-user
          missed: {unknown: {log: true, task: {after: 2h, for: responsible}}} | such a caller has no record in the CRM
          missed: {unknown: {log: false, lead: {}}}                 | missed.unknown has log: false and a lead.
          missed: {known: {log: false, task: {after: 2h, for: 1}}}  | missed.known has log: false and a task. With log: false nothing happens
          missed: {known: {log: false, notification: {for: 1}}}     | missed.known has log: false and a notification.
          missed: {known: {log: true, task: {for: 12}}}             | the key after is missing below portals.acme.missed.known.task. It must be the time
          missed: {known: {log: true, task: {after: 2h}}}           | the key for is missing below portals.acme.missed.known.task. It must be phone-user, responsible
          missed: {known: {log: true, task: {after: 2, for: 1}}}    | task.after is "2". It must be the time until the task is due, as 30m, 2h or 3d
          missed: {known: {log: true, task: {after: 2 hours, for: 1}}} | task.after is "2 hours".
          missed: {known: {log: true, task: {after: 0h, for: 1}}}   | task.after is "0h".
          missed: {known: {log: true, task: {after: 400d, for: 1}}} | task.after is "400d". It must be at most 365d.
          missed: {known: {log: true, notification: {for: Eva Kern}}} | notification.for is "Eva Kern". It must be phone-user, responsible
          anonymous: {log: true, task: {after: 2h, for: responsible}} | such a caller has no record in the CRM
          anonymous: {log: true, task: {after: 2h, for: 1, title: '{number}'}} | A caller without a number has nothing to put there.
          anonymous: {log: true, lead: {}}                          | there is no key lead below portals.acme.anonymous
          matching: [contact, lead]                                 | matching is not right. It must be contact, company and lead, each once
          matching: [contact, company, deal]                        | matching (entry 3) is "deal". It must be contact, company and lead
          matching: [contact, contact, lead]                        | matching is not right. It must be contact, company and lead, each once
          desktop-card: true                                        | desktop-card is "true". It must say for whom
          desktop_card: known                                       | there is no key desktop_card below portals.acme; did you mean desktop-card?
          """)
  @DisplayName("A mistake is answered with its place, its key and what to do")
  void mistakes(String rules, String sentence) {
    String said = refusal(withPortal(rules));
    int line = (int) withPortal(rules).lines().count();
    assertThat(said).contains(sentence).startsWith(FILE + ", line " + line + ", column ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://acme.bitrix24.de | cannot be a key below portals. It must be the host of a portal
          acme.bitrix24.de/crm     | cannot be a key below portals. It must be the host of a portal
          """)
  @DisplayName("A portal is named by its host, not by its address")
  void portalNames(String name, String sentence) {
    assertThat(refusal(shippedText() + "portals:\n  " + name + ": {anonymous: {log: true}}\n"))
        .contains("\"" + name + "\" " + sentence);
  }

  @Test
  @DisplayName("A portal that stands twice, in other letters")
  void portalTwice() {
    assertThat(
            refusal(
                shippedText()
                    + "portals:\n  acme: {anonymous: {log: true}}\n  ACME: {anonymous: {log: true}}\n"))
        .contains("the portal ACME stands twice");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                            | the file is empty. It must be a set of rules
          '# nothing'                   | the file is empty. It must be a set of rules
          'portals: {}'                 | the key default is missing. The rules of every portal
          'default:'                    | line 1, column 9: default is empty
          'default: {'                  | it is no YAML here
          '- default'                   | the file is not right. It must be a set of rules
          'a: 1\\na: 2'                 | line 2, column 1: a key stands twice (found duplicate key a); keep one of them.
          'default:\\n\\tmatching: x'   | line 2, column 1: a line is indented with a tab; YAML wants spaces.
          """)
  @DisplayName("What is no rules at all")
  void noRules(String text, String sentence) {
    assertThat(refusal(text.replace("\\n", "\n").replace("\\t", "\t"))).contains(sentence);
  }

  @Test
  @DisplayName("All mistakes are told, in the order of their lines")
  void allAtOnce() {
    assertThat(refusal(shippedText().replace("log: false", "log: no")).lines())
        .hasSize(2)
        .isSortedAccordingTo(Comparator.naturalOrder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone-user", "responsible", "12", "{round-robin: [12, 15]}"})
  @DisplayName("The ways to mean somebody")
  void somebody(String who) throws Exception {
    assertThat(reader.read(FILE, withPortal(TASK.formatted(who))).portals()).hasSize(1);
  }

  private String refusal(String text) {
    return catchThrowableOfType(BrokenScenariosException.class, () -> reader.read(FILE, text))
        .getMessage();
  }

  private PortalRules rules(String text, Optional<String> portal, boolean autoLead)
      throws Exception {
    Rules.Everywhere all = reader.read(FILE, text);
    return new PortalRules(
        all.standard(),
        portal.map(all.portals()::get),
        portal.map(name -> "portals." + name),
        autoLead);
  }

  private static String withPortal(String rules) {
    return shippedText() + "portals:\n  acme:\n    " + rules;
  }

  private static String shippedText() {
    try {
      return Files.readString(Path.of(FILE));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  @DisplayName("An editor finds the schema beside the file")
  void schemaLine() {
    List<String> lines = shippedText().lines().toList();
    assertThat(lines.get(0)).isEqualTo("# yaml-language-server: $schema=scenarios.schema.json");
    assertThat(Path.of("config", "scenarios.schema.json")).isRegularFile();
  }
}
