package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the commands of a batch one after the other; the outer call succeeds even if every command
 * fails (REFERENCE 4).
 */
final class Batch {
  private static final int MOST_COMMANDS = 50;
  private static final List<String> FORBIDDEN =
      List.of("batch", "telephony.externalcall.attachrecord");

  private final Dispatcher dispatcher;
  private final References references;
  private final SandboxSettings settings;

  Batch(Dispatcher dispatcher, SandboxSettings settings) {
    this.dispatcher = dispatcher;
    this.settings = settings;
    this.references = new References(settings::unresolvedReference);
  }

  /** One command: its method and its parameters, still with references. */
  record Command(String method, Map<String, Object> params) {
    static Command parse(String text) {
      int question = text.indexOf('?');
      String path = question < 0 ? text : text.substring(0, question);
      String method = path.replaceFirst("^/", "").replaceFirst("\\.json$", "");
      return new Command(
          method, question < 0 ? Map.of() : FormBody.parse(text.substring(question + 1)));
    }
  }

  /** The commands that a request holds, by their keys; none if it is no batch. */
  static Map<String, Command> commands(String method, Params params) {
    Map<String, Command> commands = new LinkedHashMap<>();
    if (method.equalsIgnoreCase("batch")) {
      params.map("cmd").forEach((key, text) -> commands.put(key, Command.parse(Php.text(text))));
    }
    return commands;
  }

  /**
   * @param fault an injected fault, which may concern single commands or cut the batch short
   * @return the five maps of the batch answer
   */
  Map<String, Object> run(
      Caller caller, Map<String, Command> commands, boolean halt, Optional<FaultRules.Hit> fault) {
    if (commands.size() > MOST_COMMANDS) {
      // Whether real portals run the first 50 is not documented; the sandbox runs none.
      throw new RestException(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
    }
    Map<String, Object> results = new LinkedHashMap<>();
    Map<String, Object> errors = new LinkedHashMap<>();
    Map<String, Object> totals = new LinkedHashMap<>();
    Map<String, Object> nexts = new LinkedHashMap<>();
    Map<String, Object> times = new LinkedHashMap<>();
    int left = limit(fault);
    for (Map.Entry<String, Command> entry : commands.entrySet()) {
      if (left-- == 0) {
        break;
      }
      String key = entry.getKey();
      try {
        Dispatcher.Done done = run(caller, entry.getValue(), results, fault);
        results.put(key, done.answer().result());
        done.answer().total().ifPresent(total -> totals.put(key, total));
        done.answer().next().ifPresent(next -> nexts.put(key, next));
        times.put(key, done.time());
      } catch (RestException e) {
        errors.put(key, Envelope.error(e, settings));
        if (halt) {
          break;
        }
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("result", results);
    answer.put("result_error", errors);
    answer.put("result_total", totals);
    answer.put("result_next", nexts);
    answer.put("result_time", times);
    return answer;
  }

  private Dispatcher.Done run(
      Caller caller, Command command, Map<String, Object> results, Optional<FaultRules.Hit> fault) {
    if (FORBIDDEN.contains(command.method().toLowerCase(Locale.ROOT))) {
      throw new RestException(
          405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
    }
    if (fault.isPresent()
        && fault.get().concerns(command.method())
        && fault.get().effect() instanceof Effect.MethodError error) {
      throw new RestException(error.status(), error.code(), error.description());
    }
    Params params = new Params(Php.map(references.resolve(command.params(), results)));
    return dispatcher.call(caller, command.method(), params, true);
  }

  private static int limit(Optional<FaultRules.Hit> fault) {
    return fault
        .filter(hit -> hit.effect() instanceof Effect.CutAfterCommands)
        .map(hit -> ((Effect.CutAfterCommands) hit.effect()).commands())
        .orElse(-1);
  }
}
