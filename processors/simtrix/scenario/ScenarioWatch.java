package simtrix.scenario;

import java.nio.file.Path;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import simtrix.settings.FileWatch;
import simtrix.settings.SimtrixSettings;

/** Has the rules read again when somebody has edited them. */
@Component
class ScenarioWatch implements SmartLifecycle {

  private final Scenarios scenarios;
  private final FileWatch watch;
  private boolean running;

  ScenarioWatch(SimtrixSettings settings, Scenarios scenarios) {
    this.scenarios = scenarios;
    Path file = settings.scenarios().toAbsolutePath();
    this.watch =
        new FileWatch(
            "scenario-watch", file.getParent(), file.getFileName().toString(), scenarios::reload);
  }

  @Override
  public void start() {
    scenarios.warnOfUnknownPortals();
    watch.start();
    running = true;
  }

  @Override
  public void stop() {
    watch.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
