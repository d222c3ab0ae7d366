package simtrix.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The OAuth server's token address, by GET and by form POST (REFERENCE 2.1). It has no request
 * limit.
 */
final class OAuthEndpoint {
  private final OAuth oauth;
  private final FaultRules faults;
  private final RequestLog log;
  private final Clock clock;
  private final Supplier<Addresses> addresses;
  private final SandboxSettings settings;

  OAuthEndpoint(
      OAuth oauth,
      FaultRules faults,
      RequestLog log,
      Clock clock,
      Supplier<Addresses> addresses,
      SandboxSettings settings) {
    this.oauth = oauth;
    this.faults = faults;
    this.log = log;
    this.clock = clock;
    this.addresses = addresses;
    this.settings = settings;
  }

  Reply answer(Incoming incoming) {
    Instant at = clock.instant();
    long began = System.nanoTime();
    Optional<FaultRules.Hit> fault = faults.next(List.of(FaultRules.OAUTH));
    Reply reply =
        fault
            .flatMap(hit -> RestEndpoint.insteadOfExecuting(hit.effect(), incoming))
            .orElseGet(() -> RestEndpoint.afterwards(fault, execute(incoming, fault)));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    log.add(
        new LoggedRequest(at, incoming.verb(), FaultRules.OAUTH, List.of(), reply.status(), took));
    return reply;
  }

  private Reply execute(Incoming incoming, Optional<FaultRules.Hit> fault) {
    try {
      if (fault.isPresent() && fault.get().effect() instanceof Effect.MethodError error) {
        throw new RestException(error.status(), error.code(), error.description());
      }
      return Reply.json(200, oauth.exchange(incoming.params(), addresses.get()));
    } catch (RestException e) {
      return Reply.json(e.status(), Envelope.error(e, settings));
    }
  }
}
