package simtrix.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one method for a caller: may he, is it over its execution time, and what does it answer
 * (REFERENCE 1.4, 3.2).
 */
final class Dispatcher {
  private static final Duration UNCOUNTED_IN_BATCH = Duration.ofMillis(100);

  private final State state;
  private final MethodTable methods;
  private final OperatingTime operating;
  private final Envelope envelope;
  private final SandboxSettings settings;
  private final Clock clock;

  Dispatcher(State state, MethodTable methods, OperatingTime operating, Envelope envelope) {
    this.state = state;
    this.methods = methods;
    this.operating = operating;
    this.envelope = envelope;
    this.settings = state.settings();
    this.clock = state.time().clock();
  }

  /** An answer and its time block. */
  record Done(Answer answer, Map<String, Object> time) {}

  Done call(Caller caller, String name, Params params, boolean inBatch) {
    RestMethod method =
        methods
            .find(name)
            .orElseThrow(
                () -> new RestException(404, "ERROR_METHOD_NOT_FOUND", "Method not found!"));
    authorize(caller, method);
    boolean onBatch = inBatch && settings.operatingBatch() == SandboxSettings.OperatingBatch.BATCH;
    String account = onBatch ? "batch" : method.name();
    if (!onBatch) {
      operating.check(caller, account);
    }
    Instant start = clock.instant();
    long began = System.nanoTime();
    Answer answer = run(method, caller, params);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Duration cost = settings.methodCost(method.name()).orElse(took);
    if (onBatch && cost.compareTo(UNCOUNTED_IN_BATCH) < 0) {
      cost = Duration.ZERO;
    }
    OperatingTime.Reading reading = operating.charge(caller, account, cost);
    return new Done(answer, envelope.time(start, Optional.of(reading)));
  }

  private Answer run(RestMethod method, Caller caller, Params params) {
    synchronized (state) {
      try {
        return method.code().call(caller, params);
      } catch (RestException e) {
        throw e;
      } catch (RuntimeException e) {
        // A mistake of the sandbox itself: say so instead of cutting the connection without a word.
        throw new RestException(500, "INTERNAL_SERVER_ERROR", "Sandbox: " + e);
      }
    }
  }

  /** Before a batch runs: its own budget counts only under the switch. */
  void checkBatch(Caller caller) {
    if (settings.operatingBatch() == SandboxSettings.OperatingBatch.BATCH) {
      operating.check(caller, "batch");
    }
  }

  private void authorize(Caller caller, RestMethod method) {
    boolean allowedHere = settings.webhookTelephony() && method.name().startsWith("telephony.");
    if (method.applicationOnly() && !caller.application() && !allowedHere) {
      throw new RestException(
          403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method");
    }
    if (!method.scope().isEmpty() && !settings.scopes().contains(method.scope())) {
      throw new RestException(
          403,
          "insufficient_scope",
          "The request requires higher privileges than provided by the access token");
    }
  }
}
