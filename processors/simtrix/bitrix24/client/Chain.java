package simtrix.bitrix24.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.tracing.Trail;

/**
 * Commands that belong together on their way to a portal.
 *
 * @param subject our id of what is written, where that must not be done twice
 * @param trail what it is sent for
 * @param repeated whether the portal has turned it away once already, so that it is not sent a
 *     third time
 */
record Chain(
    Urgency urgency,
    List<Command> commands,
    Optional<String> subject,
    CompletableFuture<Map<String, Outcome>> answer,
    Trail trail,
    boolean repeated) {

  static Chain of(Urgency urgency, List<Command> commands) {
    return new Chain(
        urgency,
        List.copyOf(commands),
        Optional.empty(),
        new CompletableFuture<>(),
        Trail.here(),
        false);
  }

  static Chain once(String subject, List<Command> commands) {
    return new Chain(
        Urgency.WRITE,
        List.copyOf(commands),
        Optional.of(subject),
        new CompletableFuture<>(),
        Trail.here(),
        false);
  }

  Chain again() {
    return new Chain(urgency, commands, subject, answer, trail, true);
  }

  Chain on(Trail other) {
    return new Chain(urgency, commands, subject, answer, other, repeated);
  }

  int size() {
    return commands.size();
  }
}
