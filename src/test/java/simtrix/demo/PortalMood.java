package simtrix.demo;

import java.time.Duration;
import simtrix.sandbox.Effect;
import simtrix.sandbox.FaultRules;
import simtrix.sandbox.Sandbox;

/** How Bitrix24 feels today: the switch of the demo page. */
enum PortalMood {
  NORMAL,
  /** Answers, but two seconds late: later than a ringing phone waits. */
  SLOW,
  /** Every connection is cut. */
  DOWN,
  /** Reads are answered, calls are refused as Bitrix24 refuses those of a dismissed employee. */
  REFUSING,
  /** Takes requests and never answers. */
  HANGING;

  private static final Duration LATE = Duration.ofSeconds(2);
  private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofSeconds(40);

  /** From now on the sandbox behaves like this and in no other way. */
  void takeHold(Sandbox sandbox) {
    FaultRules faults = sandbox.faults();
    faults.clear();
    switch (this) {
      case NORMAL -> {}
      case SLOW -> faults.onAny().always().then(Effect.slow(LATE));
      case DOWN -> everywhere(faults, Effect.cutBeforeExecuting());
      case REFUSING ->
          faults
              .on("telephony.externalCall.register")
              .always()
              .then(Effect.methodError(400, "ERROR_CORE", "User is not found or is not active"));
      case HANGING -> everywhere(faults, Effect.hang(LONGER_THAN_ANYBODY_WAITS));
    }
  }

  private static void everywhere(FaultRules faults, Effect effect) {
    faults.onAny().always().then(effect);
    faults.on(FaultRules.OAUTH).always().then(effect);
  }
}
