package simtrix.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** A step that says in the log, and to a collector of spans, what it does and for which call. */
final class FollowedStep extends DelegateAsyncProcessor {

  /** The story of a call: a line for each told step, of the others at DEBUG. */
  private static final Logger STORY = LoggerFactory.getLogger("simtrix.story");

  private final Step step;
  private final Spans spans;

  /**
   * What is known of a step before it runs.
   *
   * @param told whether the log tells it at INFO
   * @param spanned whether it is worth a span: it calls a bean or another endpoint
   * @param sends whether it gives a message to the broker
   */
  record Step(String id, String description, boolean told, boolean spanned, boolean sends) {}

  FollowedStep(Processor target, Step step, Spans spans) {
    super(target);
    this.step = step;
    this.spans = spans;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    String route = Optional.ofNullable(ExchangeHelper.getAtRouteId(exchange)).orElse("");
    return (spans.isOn() && step.spanned())
        ? withSpan(exchange, route, callback)
        : marked(exchange, route, "", callback);
  }

  private boolean withSpan(Exchange exchange, String route, AsyncCallback callback) {
    SpanKind kind = step.sends() ? SpanKind.PRODUCER : SpanKind.INTERNAL;
    Span span = spans.begin(step.id(), kind, OpenSpan.around(exchange), FollowedCall.of(exchange));
    OpenSpan.push(exchange, span);
    if (step.sends()) {
      Spans.inject(span, exchange.getMessage().getHeaders());
    }
    AsyncCallback end =
        done -> {
          OpenSpan.leave(exchange, span);
          spans.end(span, Optional.ofNullable(exchange.getException()));
          callback.done(done);
        };
    Scope inside = Context.root().with(span).makeCurrent();
    try {
      return marked(exchange, route, span.getSpanContext().getTraceId(), end);
    } finally {
      inside.close();
    }
  }

  private boolean marked(Exchange exchange, String route, String trace, AsyncCallback callback) {
    AsyncCallback telling =
        done -> {
          tell(exchange, route);
          callback.done(done);
        };
    Marks marks = Marks.of(FollowedCall.of(exchange)).at(route, step.id()).inTrace(trace);
    try {
      return super.process(exchange, telling);
    } finally {
      marks.remove();
    }
  }

  /** With marks of its own: this may be another thread, and the call may be known only now. */
  private void tell(Exchange exchange, String route) {
    if (!(step.told() ? STORY.isInfoEnabled() : STORY.isDebugEnabled())) {
      return;
    }
    Marks marks = Marks.of(FollowedCall.of(exchange)).at(route, step.id());
    try {
      if (exchange.getException() != null) {
        String kind = Failures.kind(exchange.getException());
        STORY.atLevel(level()).log("{} failed: {}", step.id(), kind);
      } else {
        STORY.atLevel(level()).log("{}: {}", step.id(), step.description());
      }
    } finally {
      marks.remove();
    }
  }

  private Level level() {
    return step.told() ? Level.INFO : Level.DEBUG;
  }
}
