package simtrix.tracing;

import org.slf4j.MDC;

/** Marks of one piece of work on this thread's lines of log; those of before come back after it. */
final class Marks {

  private static final String[] NAMES = {
    Trail.CALL, Trail.PORTAL, Trail.ATTEMPT, Trail.ROUTE, Trail.STEP, Trail.TRACE
  };

  private final String[] before = new String[NAMES.length];
  private final boolean[] set = new boolean[NAMES.length];

  /** An empty value leaves the mark as it is: the one around this work may know better. */
  Marks set(int name, String value) {
    if (!value.isEmpty()) {
      if (!set[name]) {
        before[name] = MDC.get(NAMES[name]);
        set[name] = true;
      }
      MDC.put(NAMES[name], value);
    }
    return this;
  }

  static Marks of(FollowedCall call) {
    return new Marks().set(0, call.id()).set(1, call.portal()).set(2, call.attempt());
  }

  Marks at(String route, String step) {
    return set(3, route).set(4, step);
  }

  Marks inTrace(String trace) {
    return set(5, trace);
  }

  /** Brings those of before back, on the thread that set these. */
  void remove() {
    for (int i = 0; i < NAMES.length; i++) {
      if (set[i] && before[i] == null) {
        MDC.remove(NAMES[i]);
      } else if (set[i]) {
        MDC.put(NAMES[i], before[i]);
      }
    }
  }
}
