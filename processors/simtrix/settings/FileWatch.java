package simtrix.settings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.io.monitor.FileAlterationListenerAdaptor;
import org.apache.commons.io.monitor.FileAlterationMonitor;
import org.apache.commons.io.monitor.FileAlterationObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files of a folder have changed, come or gone, once nobody is writing them any more: at
 * the first look at which nothing has changed since the one before.
 */
public final class FileWatch {

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

  /** Two looks, and what is then done, have to fit into two seconds. */
  private static final long MILLIS_BETWEEN_LOOKS = 300;

  private final Path folder;
  private final FileAlterationMonitor monitor = new FileAlterationMonitor(MILLIS_BETWEEN_LOOKS);

  /**
   * @param ending of the names of the files that matter
   * @param changed what to do then; it runs on the thread that looks
   */
  public FileWatch(String thread, Path folder, String ending, Runnable changed) {
    this.folder = folder;
    monitor.setThreadFactory(
        work -> {
          Thread made = new Thread(work, thread);
          made.setDaemon(true);
          return made;
        });
    try {
      FileAlterationObserver observer =
          FileAlterationObserver.builder()
              .setFile(folder.toFile())
              .setFileFilter(found -> found.getName().endsWith(ending))
              .get();
      observer.addListener(new Patient(changed));
      monitor.addObserver(observer);
    } catch (IOException noFolder) {
      LOG.warn("{} is not watched: changes need a restart", folder, noFolder);
    }
  }

  public void start() {
    try {
      monitor.start();
    } catch (Exception notWatched) {
      LOG.warn("{} is not watched: changes need a restart", folder, notWatched);
    }
  }

  /** One look, as they follow each other from the start on. */
  void look() {
    monitor.getObservers().forEach(FileAlterationObserver::checkAndNotify);
  }

  public void stop() {
    try {
      monitor.stop();
    } catch (Exception notStopped) {
      LOG.debug("The watch of {} did not end in time", folder, notStopped);
    }
  }

  private final class Patient extends FileAlterationListenerAdaptor {

    private final Runnable changed;
    private boolean waiting;
    private boolean changedNow;

    Patient(Runnable changed) {
      this.changed = changed;
    }

    @Override
    public void onStart(FileAlterationObserver observer) {
      changedNow = false;
    }

    @Override
    public void onFileCreate(File file) {
      note();
    }

    @Override
    public void onFileChange(File file) {
      note();
    }

    @Override
    public void onFileDelete(File file) {
      note();
    }

    @Override
    public void onStop(FileAlterationObserver observer) {
      if (waiting && !changedNow) {
        waiting = false;
        tell();
      }
    }

    private void tell() {
      try {
        changed.run();
      } catch (RuntimeException fault) {
        LOG.error("What has changed in {} could not be taken", folder, fault);
      }
    }

    private void note() {
      waiting = true;
      changedNow = true;
    }
  }
}
