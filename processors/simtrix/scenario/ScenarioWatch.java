package simtrix.scenario;

import java.io.File;
import java.nio.file.Path;
import org.apache.commons.io.monitor.FileAlterationListenerAdaptor;
import org.apache.commons.io.monitor.FileAlterationMonitor;
import org.apache.commons.io.monitor.FileAlterationObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/**
 * Watches the file. It is read when it has stayed as it is from one look to the next, so that one
 * which an editor is still writing is left alone.
 */
@Component
class ScenarioWatch implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ScenarioWatch.class);

  /** Two looks and the reading have to fit into two seconds. */
  private static final long MILLIS_BETWEEN_LOOKS = 500;

  private final Path file;
  private final Scenarios scenarios;
  private FileAlterationMonitor monitor;

  ScenarioWatch(SimtrixSettings settings, Scenarios scenarios) {
    this.file = settings.scenarios().toAbsolutePath();
    this.scenarios = scenarios;
  }

  @Override
  public void start() {
    scenarios.warnOfUnknownPortals();
    String name = file.getFileName().toString();
    try {
      FileAlterationObserver observer =
          FileAlterationObserver.builder()
              .setFile(file.getParent().toFile())
              .setFileFilter(found -> found.getName().equals(name))
              .get();
      observer.addListener(new Patient());
      monitor = new FileAlterationMonitor(MILLIS_BETWEEN_LOOKS, observer);
      monitor.setThreadFactory(
          work -> {
            Thread thread = new Thread(work, "scenario-watch");
            thread.setDaemon(true);
            return thread;
          });
      monitor.start();
    } catch (Exception notWatched) {
      LOG.warn("{} is not watched: changes need a restart", file, notWatched);
    }
  }

  @Override
  public void stop() {
    try {
      monitor.stop();
    } catch (Exception notStopped) {
      LOG.debug("The watch of the scenarios did not end in time", notStopped);
    }
    monitor = null;
  }

  @Override
  public boolean isRunning() {
    return monitor != null;
  }

  /** Waits for a look at which nothing has changed since the one before. */
  private final class Patient extends FileAlterationListenerAdaptor {

    private boolean waiting;
    private boolean changedNow;

    @Override
    public void onStart(FileAlterationObserver observer) {
      changedNow = false;
    }

    @Override
    public void onFileCreate(File changed) {
      changed();
    }

    @Override
    public void onFileChange(File changed) {
      changed();
    }

    @Override
    public void onFileDelete(File changed) {
      changed();
    }

    @Override
    public void onStop(FileAlterationObserver observer) {
      if (waiting && !changedNow) {
        waiting = false;
        try {
          scenarios.reload();
        } catch (RuntimeException fault) {
          LOG.error("The scenarios could not be read again", fault);
        }
      }
    }

    private void changed() {
      waiting = true;
      changedNow = true;
    }
  }
}
