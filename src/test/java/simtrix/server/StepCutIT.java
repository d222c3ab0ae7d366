package simtrix.server;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.testing.BrokenStep;
import simtrix.testing.RunningServer;

@DisplayName(
    "The connection is cut at any step of a write, before or after the portal did it: each effect stands once")
class StepCutIT {

  private static List<BrokenStep> steps = List.of();

  @BeforeAll
  static void cut() {
    steps =
        BrokenStep.inInstalledPortals(
            RunningServer.shared(), List.of(Effect.cutBeforeExecuting(), Effect.cutAfterCommit()));
    steps.forEach(BrokenStep::begin);
  }

  @AfterAll
  static void close() {
    steps.forEach(BrokenStep::close);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void standsOnce(BrokenStep step) {
    step.assertEverythingStandsOnce();
  }

  static List<BrokenStep> steps() {
    return steps;
  }
}
