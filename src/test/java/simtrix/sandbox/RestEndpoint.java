package simtrix.sandbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Everything under <code>/rest/</code>: faults, the request limit, authentication, then the method
 * or the batch.
 */
final class RestEndpoint {
  private static final Pattern WEBHOOK = Pattern.compile("^/rest/(\\d+)/([^/]+)/(.+)$");

  private final State state;
  private final OAuth oauth;
  private final FaultRules faults;
  private final LeakyBucket bucket;
  private final Dispatcher dispatcher;
  private final RecordMethods records;
  private final RequestLog log;
  private final String webhookSecret;
  private final Envelope envelope;
  private final Batch batch;

  RestEndpoint(
      State state,
      OAuth oauth,
      FaultRules faults,
      LeakyBucket bucket,
      Dispatcher dispatcher,
      RecordMethods records,
      RequestLog log,
      String webhookSecret) {
    this.state = state;
    this.oauth = oauth;
    this.faults = faults;
    this.bucket = bucket;
    this.dispatcher = dispatcher;
    this.records = records;
    this.log = log;
    this.webhookSecret = webhookSecret;
    this.envelope = new Envelope(clock(), state.settings());
    this.batch = new Batch(dispatcher, state.settings());
  }

  private record Call(
      Incoming incoming,
      String method,
      Optional<String> webhookUser,
      Optional<String> webhookSecret,
      Map<String, Batch.Command> commands) {

    static Call of(Incoming incoming) {
      Matcher webhook = WEBHOOK.matcher(incoming.path());
      boolean byWebhook = webhook.matches();
      String name = byWebhook ? webhook.group(3) : incoming.path().replaceFirst("^/rest/?", "");
      String method = name.replaceFirst("\\.json$", "");
      return new Call(
          incoming,
          method,
          byWebhook ? Optional.of(webhook.group(1)) : Optional.empty(),
          byWebhook ? Optional.of(webhook.group(2)) : Optional.empty(),
          Batch.commands(method, incoming.params()));
    }

    List<String> methods() {
      List<String> methods = new ArrayList<>(List.of(method));
      commands.values().forEach(command -> methods.add(command.method()));
      return methods;
    }
  }

  Reply answer(Incoming incoming) {
    Instant at = clock().instant();
    long began = System.nanoTime();
    Call call = Call.of(incoming);
    Optional<FaultRules.Hit> fault = faults.next(call.methods());
    Reply reply =
        fault
            .flatMap(hit -> insteadOfExecuting(hit.effect(), incoming))
            .orElseGet(() -> afterwards(fault, inItsTime(call, fault)));
    List<String> methods = call.methods();
    log.add(
        new LoggedRequest(
            at,
            incoming.verb(),
            call.method(),
            List.copyOf(methods.subList(1, methods.size())),
            reply.status(),
            Duration.ofNanos(System.nanoTime() - began)));
    return reply;
  }

  static Optional<Reply> insteadOfExecuting(Effect effect, Incoming incoming) {
    if (effect instanceof Effect.Instead instead) {
      byte[] body = instead.body().getBytes(StandardCharsets.UTF_8);
      return Optional.of(
          new Reply(
              instead.status(), instead.contentType(), body, Optional.empty(), Duration.ZERO));
    }
    if (effect instanceof Effect.CutBefore) {
      return Optional.of(Reply.cut(Duration.ZERO));
    }
    if (effect instanceof Effect.Hang hang) {
      return Optional.of(Reply.cut(hang.duration()));
    }
    if (effect instanceof Effect.Moved moved) {
      return Optional.of(Reply.moved(sameAt(moved.address(), incoming)));
    }
    return Optional.empty();
  }

  static Reply afterwards(Optional<FaultRules.Hit> fault, Reply reply) {
    if (fault.isEmpty()) {
      return reply;
    }
    Effect effect = fault.get().effect();
    if (effect instanceof Effect.CutAfter || effect instanceof Effect.CutAfterCommands) {
      return Reply.cut(Duration.ZERO);
    }
    return effect instanceof Effect.Slow slow ? reply.after(slow.duration()) : reply;
  }

  static URI sameAt(URI address, Incoming incoming) {
    return address.resolve(incoming.uri().toString());
  }

  private Reply inItsTime(Call call, Optional<FaultRules.Hit> fault) {
    if (fault.isPresent() && fault.get().effect() instanceof Effect.Late late) {
      try {
        late.let().await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
        return Reply.cut(Duration.ZERO);
      }
    }
    return execute(call, fault);
  }

  private Reply execute(Call call, Optional<FaultRules.Hit> fault) {
    try {
      if (!bucket.admit()) {
        throw new RestException(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
      }
      return Reply.json(200, body(call, fault));
    } catch (RestException e) {
      return Reply.json(e.status(), Envelope.error(e, state.settings()));
    }
  }

  private Map<String, Object> body(Call call, Optional<FaultRules.Hit> fault) {
    Params params = call.incoming().params();
    if (call.method().equals("upload")) {
      return upload(call.incoming());
    }
    Caller caller = caller(call, params);
    call.commands().values().forEach(c -> log.called(c.method(), new Params(c.params())));
    log.called(call.method(), params);
    if (fault.isPresent()
        && fault.get().concerns(call.method())
        && fault.get().effect() instanceof Effect.MethodError error) {
      throw new RestException(error.status(), error.code(), error.description());
    }
    if (call.method().equalsIgnoreCase("batch")) {
      dispatcher.checkBatch(caller);
      Instant start = clock().instant();
      boolean halt = Php.isTrue(params.value("halt"));
      Map<String, Object> maps = batch.run(caller, call.commands(), halt, fault);
      return envelope.success(Answer.of(maps), envelope.time(start, Optional.empty()));
    }
    Dispatcher.Done done = dispatcher.call(caller, call.method(), params, false);
    return envelope.success(done.answer(), done.time());
  }

  private Caller caller(Call call, Params params) {
    if (call.webhookUser().isPresent()) {
      int userId = Php.integer(call.webhookUser().get()).orElse(0);
      if (userId != 1 || !webhookSecret.equals(call.webhookSecret().orElse(""))) {
        throw new RestException(401, "NO_AUTH_FOUND", "Wrong authorization data");
      }
      return new Caller(false, userId, "webhook");
    }
    return oauth.caller(params.text("auth"));
  }

  private Map<String, Object> upload(Incoming incoming) {
    String token = incoming.params().text("token").replaceFirst("^telephony\\|", "");
    Instant start = clock().instant();
    synchronized (state) {
      Answer answer = records.upload(token, Optional.ofNullable(incoming.files().get("file")));
      return envelope.success(answer, envelope.time(start, Optional.empty()));
    }
  }

  private Clock clock() {
    return state.time().clock();
  }
}
