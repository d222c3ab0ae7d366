package simtrix.routing.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.routing.check.CheckRoutes;
import simtrix.routing.check.RouteText;
import simtrix.settings.FileWatch;

/** Looks whether somebody edits the folder of the routes; those inside the jar nobody edits. */
@Component
class RoutesWatch {
  private static final String IN_FOLDER = "file:";

  private final Optional<Path> folder;
  private final List<RouteText> atStart;
  private final RouteReload reload;
  private Optional<FileWatch> watch = Optional.empty();

  RoutesWatch(@Value("${camel.main.routes-include-pattern}") String pattern, RouteReload reload) {
    this.folder =
        pattern.startsWith(IN_FOLDER)
            ? Optional.ofNullable(Path.of(pattern.substring(IN_FOLDER.length())).getParent())
                .filter(Files::isDirectory)
            : Optional.empty();
    this.atStart = folder.map(RoutesWatch::read).orElse(List.of());
    this.reload = reload;
  }

  /** Routes are edited only after all have been started. */
  @EventListener(ApplicationReadyEvent.class)
  void start() {
    folder.ifPresent(
        found -> {
          reload.begin(atStart);
          FileWatch looks =
              new FileWatch(
                  "routes-watch", found, CheckRoutes.ENDING, () -> reload.take(read(found)));
          watch = Optional.of(looks);
          looks.start();
          List<RouteText> now = read(found);
          if (!now.equals(atStart)) {
            reload.take(now);
          }
        });
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    watch.ifPresent(FileWatch::stop);
  }

  private static List<RouteText> read(Path folder) {
    try {
      return CheckRoutes.read(folder);
    } catch (IOException notRead) {
      throw new UncheckedIOException(
          "The route files in %s cannot be read.".formatted(folder), notRead);
    }
  }
}
