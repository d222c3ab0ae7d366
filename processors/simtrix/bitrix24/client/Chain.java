package simtrix.bitrix24.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;

/**
 * Commands that belong together on their way to a portal.
 *
 * @param repeated whether the portal has turned it away once already, so that it is not sent a
 *     third time
 */
record Chain(
    Urgency urgency,
    List<Command> commands,
    CompletableFuture<Map<String, Outcome>> answer,
    boolean repeated) {

  static Chain of(Urgency urgency, List<Command> commands) {
    return new Chain(urgency, List.copyOf(commands), new CompletableFuture<>(), false);
  }

  Chain again() {
    return new Chain(urgency, commands, answer, true);
  }

  int size() {
    return commands.size();
  }
}
