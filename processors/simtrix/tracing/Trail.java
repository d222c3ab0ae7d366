package simtrix.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * What a thread is at work for: the marks on its lines of log and the span around it. Work that
 * goes on in another thread takes its trail along.
 */
public final class Trail {

  /** The phone's id of the call. */
  public static final String CALL = "callId";

  /** Id of the portal. */
  public static final String PORTAL = "portal";

  /** The attempt to write the call, counted from 1. */
  public static final String ATTEMPT = "attempt";

  /** Id of the route in {@code routes/}. */
  public static final String ROUTE = "routeId";

  /** Id of the step in its route. */
  public static final String STEP = "stepId";

  /** Our id of one HTTP request to a portal, which may be for many calls. */
  public static final String REQUEST = "requestId";

  /** The trace of OpenTelemetry, where spans are exported. */
  public static final String TRACE = "traceId";

  private final Map<String, String> marks;
  private final Context spans;

  private Trail(Map<String, String> marks, Context spans) {
    this.marks = marks;
    this.spans = spans;
  }

  /** The one of this thread, now. */
  public static Trail here() {
    Map<String, String> marks = MDC.getCopyOfContextMap();
    return new Trail(marks == null ? Map.of() : marks, Context.current());
  }

  /** The same with one more mark. */
  public Trail marked(String name, String value) {
    Map<String, String> more = new HashMap<>(marks);
    more.put(name, value);
    return new Trail(more, spans);
  }

  /** The same inside a span. */
  Trail inside(Context inner) {
    return new Trail(marks, inner);
  }

  /** What stands behind a mark; empty where there is none. */
  public String mark(String name) {
    return marks.getOrDefault(name, "");
  }

  Context spans() {
    return spans;
  }

  /** Works for it in this thread, which then goes on with its own. */
  public void run(Runnable work) {
    get(
        () -> {
          work.run();
          return true;
        });
  }

  /** The same with a result. */
  public <T> T get(Supplier<T> work) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.setContextMap(marks);
    Scope scope = spans.makeCurrent();
    try {
      return work.get();
    } finally {
      scope.close();
      MDC.setContextMap(before == null ? Map.of() : before);
    }
  }
}
