package simtrix.bitrix24.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.FileUpload;
import simtrix.bitrix24.Origin;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.tracing.Trail;

/**
 * Commands that belong together on their way to a portal.
 *
 * @param upload the file that goes to an address of its own in place of commands
 * @param origin of what is written, where that must not be done twice
 * @param trail what it is sent for
 * @param repeated whether the portal has turned it away once already, so that it is not sent a
 *     third time
 */
record Chain(
    Urgency urgency,
    List<Command> commands,
    Optional<FileUpload> upload,
    Optional<Origin> origin,
    CompletableFuture<Map<String, Outcome>> answer,
    Trail trail,
    boolean repeated) {

  static Chain of(Urgency urgency, List<Command> commands) {
    return new Chain(
        urgency,
        List.copyOf(commands),
        Optional.empty(),
        Optional.empty(),
        new CompletableFuture<>(),
        Trail.here(),
        false);
  }

  /** A file counts as one command, so that the queue's limit holds for it, too. */
  static Chain of(FileUpload file) {
    return new Chain(
        Urgency.FILE,
        List.of(new Command(FileUpload.NAME, FileUpload.NAME, Map.of())),
        Optional.of(file),
        Optional.empty(),
        new CompletableFuture<>(),
        Trail.here(),
        false);
  }

  static Chain once(Origin origin, List<Command> commands) {
    return new Chain(
        Urgency.WRITE,
        List.copyOf(commands),
        Optional.empty(),
        Optional.of(origin),
        new CompletableFuture<>(),
        Trail.here(),
        false);
  }

  Chain again() {
    return new Chain(urgency, commands, upload, origin, answer, trail, true);
  }

  Chain on(Trail other) {
    return new Chain(urgency, commands, upload, origin, answer, other, repeated);
  }

  int size() {
    return commands.size();
  }
}
