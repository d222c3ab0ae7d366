package simtrix.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@code mariadbd} that outlived its Java (kill -9) and still has our data open. It is known by
 * what it was started with, not by a pid in a file: such a pid may be another process's by now.
 */
final class LeftOverServer {
  private static final Logger LOG = LoggerFactory.getLogger(LeftOverServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private LeftOverServer() {}

  /**
   * Ends every {@code mariadbd} on a data folder: asks, waits, and then does not ask any more. Call
   * it only while holding the {@link DataFolder}, so that no living server's database is ended.
   *
   * @param data the data folder, without symbolic links
   */
  static void end(Path data) {
    List<ProcessHandle> found = on(data).toList();
    for (ProcessHandle server : found) {
      LOG.warn(
          "A database left over from a server that was killed still runs on {} (process {}): ending it.",
          data,
          server.pid());
      server.destroy();
      if (!ended(server)) {
        server.destroyForcibly();
        ended(server);
      }
    }
  }

  /** The processes of {@code mariadbd} that were started on a data folder. */
  static Stream<ProcessHandle> on(Path data) {
    String argument = "--datadir=" + data;
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().filter(LeftOverServer::isMariaDb).isPresent())
        .filter(
            process ->
                process.info().arguments().stream().flatMap(Stream::of).anyMatch(argument::equals));
  }

  private static boolean isMariaDb(String command) {
    return Path.of(command).getFileName().toString().startsWith("mariadbd");
  }

  private static boolean ended(ProcessHandle server) {
    try {
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return !server.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
