package simtrix.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.Sandbox;
import simtrix.testing.BrokenStep;
import simtrix.testing.ServerProcess;

@DisplayName(
    "kill -9 while every step of a write is done and not answered yet, in a portal each: each effect stands once")
class StepKillIT {

  private static final List<Effect> UNANSWERED = List.of(Effect.slow(Duration.ofMinutes(9)));

  private static final Sandbox BEHIND_WEBHOOK = Sandbox.start();
  private static final List<BrokenStep> STEPS = new ArrayList<>();
  private static ServerProcess server;

  @BeforeAll
  static void kill() {
    server =
        new ServerProcess(
            Map.of(
                "simtrix.bitrix24.webhook",
                BEHIND_WEBHOOK.webhookUrl(),
                "simtrix.recordings.allowed",
                true,
                "simtrix.bitrix24.write-timeout",
                "5m",
                "simtrix.bitrix24.look-up-timeout",
                "5m"));
    STEPS.addAll(BrokenStep.inInstalledPortals(server, UNANSWERED));
    STEPS.forEach(BrokenStep::begin);
    List<BrokenStep> behindWebhook = BrokenStep.behindWebhook(server, BEHIND_WEBHOOK, UNANSWERED);
    // A write that hangs may hold up the next one of its portal, so the recording goes first.
    for (String method : List.of("crm.activity.update", "crm.activity.add")) {
      BrokenStep step =
          behindWebhook.stream().filter(one -> one.isAt(method)).findFirst().orElseThrow();
      step.begin();
      step.awaitBreak();
      STEPS.add(step);
    }
    STEPS.forEach(BrokenStep::awaitBreak);
    server.killJava();
    server.start();
  }

  @AfterAll
  static void close() {
    server.close();
    STEPS.forEach(BrokenStep::close);
    BEHIND_WEBHOOK.close();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void standsOnce(BrokenStep step) {
    step.assertEverythingStandsOnce();
  }

  static List<BrokenStep> steps() {
    return STEPS;
  }
}
