package simtrix.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import simtrix.failure.CrmFailure;

/**
 * The spans of OpenTelemetry. Names are ids of routes and steps, attributes are those that this
 * class names and no others: no address, no header, no text of an exception, so no number, name or
 * secret. While nobody collects them none is made.
 */
public final class Spans implements AutoCloseable {

  private static final AttributeKey<String> CALL = AttributeKey.stringKey(Trail.CALL);
  private static final AttributeKey<String> PORTAL = AttributeKey.stringKey(Trail.PORTAL);
  private static final AttributeKey<String> ATTEMPT = AttributeKey.stringKey(Trail.ATTEMPT);
  private static final AttributeKey<String> REQUEST = AttributeKey.stringKey(Trail.REQUEST);
  private static final AttributeKey<String> CATEGORY = AttributeKey.stringKey("category");
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("code");

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final Optional<SdkTracerProvider> provider;
  private final Tracer tracer;

  private Spans(Optional<SdkTracerProvider> provider) {
    this.provider = provider;
    this.tracer =
        provider.map(found -> found.get("simtrix")).orElse(OpenTelemetry.noop().getTracer(""));
  }

  static Spans none() {
    return new Spans(Optional.empty());
  }

  static Spans of(SdkTracerProvider provider) {
    return new Spans(Optional.of(provider));
  }

  /** Whether somebody collects them. */
  public boolean isOn() {
    return provider.isPresent();
  }

  /** Begins a span about a call. */
  Span begin(String name, SpanKind kind, Context parent, FollowedCall call) {
    SpanBuilder span = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
    put(span, CALL, call.id());
    put(span, PORTAL, call.portal());
    put(span, ATTEMPT, call.attempt());
    return span.startSpan();
  }

  /**
   * Begins a span around what is sent to a portal for this trail.
   *
   * @return the trail inside the span; the same trail while nobody collects spans
   */
  public Trail begin(String name, long portal, Trail trail) {
    if (!isOn()) {
      return trail;
    }
    FollowedCall call =
        new FollowedCall(trail.mark(Trail.CALL), Long.toString(portal), trail.mark(Trail.ATTEMPT));
    return trail.inside(trail.spans().with(begin(name, SpanKind.INTERNAL, trail.spans(), call)));
  }

  /**
   * Begins the span of one request for several trails: a child of the first one's, linked with all
   * others, and they with it.
   */
  public Trail beginShared(String name, String request, long portal, List<Trail> trails) {
    Trail first = trails.get(0).marked(Trail.REQUEST, request).marked(Trail.PORTAL, "" + portal);
    if (!isOn()) {
      return first;
    }
    SpanBuilder builder =
        tracer
            .spanBuilder(name)
            .setSpanKind(SpanKind.CLIENT)
            .setParent(first.spans())
            .setAttribute(REQUEST, request)
            .setAttribute(PORTAL, Long.toString(portal));
    trails.stream()
        .skip(1)
        .forEach(trail -> builder.addLink(Span.fromContext(trail.spans()).getSpanContext()));
    Span shared = builder.startSpan();
    for (Trail trail : trails) {
      Span.fromContext(trail.spans())
          .addLink(shared.getSpanContext())
          .setAttribute(REQUEST, request);
    }
    return first.inside(first.spans().with(shared));
  }

  /** Ends the span that a trail is inside of. */
  public void end(Trail trail, Optional<? extends Throwable> failure) {
    if (isOn()) {
      end(Span.fromContext(trail.spans()), failure);
    }
  }

  void end(Span span, Optional<? extends Throwable> failure) {
    failure.ifPresent(
        thrown -> {
          span.setStatus(StatusCode.ERROR);
          Optional<CrmFailure> known = Failures.behind(thrown);
          span.setAttribute(CATEGORY, known.map(found -> found.category().name()).orElse("NONE"));
          span.setAttribute(
              CODE, known.map(CrmFailure::code).orElse(thrown.getClass().getSimpleName()));
        });
    span.end();
  }

  /** Puts the span into the headers of a message; their names may stand in JMS. */
  static void inject(Span span, Map<String, Object> headers) {
    W3C.inject(Context.root().with(span), headers, (to, name, value) -> to.put(name, value));
  }

  /** The span in the headers of a message, to go on from; without one a trace begins. */
  static Context extract(Map<String, Object> headers) {
    return W3C.extract(Context.root(), headers, HEADERS);
  }

  /** Ends what is open and sends what is left. */
  @Override
  public void close() {
    provider.ifPresent(SdkTracerProvider::close);
  }

  private static void put(SpanBuilder span, AttributeKey<String> name, String value) {
    if (!value.isEmpty()) {
      span.setAttribute(name, value);
    }
  }

  private static final TextMapGetter<Map<String, Object>> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, Object> headers) {
          return headers.keySet();
        }

        @Override
        public String get(Map<String, Object> headers, String name) {
          return headers != null && headers.get(name) instanceof String value ? value : null;
        }
      };
}
