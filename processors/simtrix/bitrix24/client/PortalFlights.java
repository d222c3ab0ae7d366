package simtrix.bitrix24.client;

import static java.util.stream.Collectors.partitioningBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Departures;
import simtrix.bitrix24.Origin;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.AllowedHosts;
import simtrix.portal.Portal;
import simtrix.portal.PortalAccess;
import simtrix.portal.PortalRegistry;
import simtrix.settings.SimtrixSettings;
import simtrix.settings.TokenCipher.UnreadableTokenException;

/** Takes several chains to a portal in one request and brings home what became of each. */
@Component
class PortalFlights {
  private static final Logger LOG = LoggerFactory.getLogger(PortalFlights.class);

  private static final Set<String> WORN_OUT = Set.of("EXPIRED_TOKEN", "INVALID_TOKEN");
  private static final Set<String> GONE =
      Set.of("NO_AUTH_FOUND", "APPLICATION_NOT_FOUND", "NOT_INSTALLED");

  /** So soon after its note in the journal a write leaves; the settling time allows for that. */
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final PortalRegistry portals;
  private final PortalTransport transport;
  private final AnswerReader reader;
  private final TokenRefresh tokens;
  private final AllowedHosts allowed;
  private final OperatingTimes operating;
  private final Departures departures;
  private final UploadFlights uploads;
  private final Duration settlingTime;
  private final Clock clock = Clock.systemUTC();

  PortalFlights(
      PortalRegistry portals,
      PortalTransport transport,
      AnswerReader reader,
      TokenRefresh tokens,
      AllowedHosts allowed,
      OperatingTimes operating,
      Departures departures,
      UploadFlights uploads,
      SimtrixSettings settings) {
    this.portals = portals;
    this.transport = transport;
    this.reader = reader;
    this.tokens = tokens;
    this.allowed = allowed;
    this.operating = operating;
    this.departures = departures;
    this.uploads = uploads;
    this.settlingTime = settings.bitrix24().settlingTime();
  }

  /**
   * Sends one request.
   *
   * @param chains together at most 50 commands
   * @return one landing for each chain
   * @throws CrmFailure if the request as a whole failed
   */
  List<Landing> fly(long portal, Urgency urgency, List<Chain> chains) {
    PortalAccess access = usable(portal);
    if (chains.get(0).upload().isPresent()) {
      return List.of(uploads.fly(access, chains.get(0), clock.instant().plus(settlingTime)));
    }
    Instant left = clock.instant();
    Set<Origin> overtaken = leave(chains);
    if (overtaken.isEmpty()) {
      return post(access, urgency, new BatchRequest(chains), left);
    }
    Map<Boolean, List<Chain>> byStay =
        chains.stream().collect(partitioningBy(chain -> stays(chain, overtaken)));
    List<Landing> landings = new ArrayList<>();
    if (!byStay.get(false).isEmpty()) {
      landings.addAll(post(access, urgency, new BatchRequest(byStay.get(false)), left));
    }
    byStay
        .get(true)
        .forEach(chain -> landings.add(new Landing.Failed(chain, HeldBack.overtaken())));
    return landings;
  }

  private List<Landing> post(
      PortalAccess access, Urgency urgency, BatchRequest request, Instant left) {
    Instant settled = clock.instant().plus(settlingTime);
    if (urgency == Urgency.WRITE && clock.instant().isAfter(left.plus(AT_ONCE))) {
      throw HeldBack.tooLate();
    }
    PortalReply reply;
    try {
      reply = transport.post(address(access, request), body(access, request), urgency);
    } catch (CrmFailure failure) {
      throw ended(urgency, failure, settled);
    }
    if (reply.isRedirect()) {
      return follow(access, request, reply);
    }
    try {
      JsonNode envelope = reader.envelope(reply);
      operating.saw(access.id(), request, envelope);
      return judged(access, reader.landings(request, envelope));
    } catch (CrmFailure failure) {
      return refused(access, request, ended(urgency, failure, settled));
    }
  }

  private Set<Origin> leave(List<Chain> chains) {
    List<Origin> origins = chains.stream().flatMap(chain -> chain.origin().stream()).toList();
    return origins.isEmpty() ? Set.of() : departures.leaving(origins);
  }

  private static boolean stays(Chain chain, Set<Origin> overtaken) {
    return chain.origin().filter(overtaken::contains).isPresent();
  }

  private static CrmFailure ended(Urgency urgency, CrmFailure failure, Instant settled) {
    boolean unclear = urgency != Urgency.LOOK_UP && FailureJudge.mayStillRun(failure);
    return unclear ? failure.unclearUntil(settled) : failure;
  }

  private PortalAccess usable(long portal) {
    PortalAccess access;
    try {
      access = portals.access(portal).orElseThrow(() -> PortalStates.unknown(portal));
    } catch (UnreadableTokenException otherKey) {
      throw HeldBack.unreadable(otherKey.getMessage());
    }
    PortalStates.refusal(access, clock.instant())
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return access;
  }

  private static URI address(PortalAccess access, BatchRequest request) {
    return access.endpoint().resolve(request.method());
  }

  private static Map<String, Object> body(PortalAccess access, BatchRequest request) {
    Map<String, Object> body = request.body();
    access.accessToken().ifPresent(token -> body.put("auth", token));
    return body;
  }

  /** A renamed portal redirects (REFERENCE 1.1); its new address is kept for all later requests. */
  private List<Landing> follow(PortalAccess access, BatchRequest request, PortalReply reply) {
    Optional<URI> moved = reply.location().flatMap(to -> newEndpoint(access, request, to));
    if (moved.isEmpty() || moved.get().equals(access.endpoint())) {
      throw CrmFailure.of(
          Category.PERMISSION,
          "REDIRECTED",
          "The portal redirects to an address that is not allowed: if it was renamed, add its host to SIMTRIX_BITRIX24_ALLOWED_PORTALS.");
    }
    LOG.info("Portal {} has moved; its new address is kept.", access.id());
    portals.moved(access.id(), moved.get());
    return again(
        request.chains(),
        CrmFailure.of(
            Category.PERMISSION, "REDIRECTED", "The portal redirects time and again: see to it."));
  }

  private Optional<URI> newEndpoint(PortalAccess access, BatchRequest request, String location) {
    String target = access.endpoint().resolve(location.replaceFirst("[?#].*$", "")).toString();
    String withoutMethod =
        target.replaceFirst("/" + Pattern.quote(request.method()) + "(\\.json)?/?$", "/");
    return allowed
        .portal(withoutMethod)
        .map(
            uri ->
                withoutMethod.equals(target) ? uri.resolve(access.endpoint().getRawPath()) : uri);
  }

  private List<Landing> refused(PortalAccess access, BatchRequest request, CrmFailure failure) {
    if (failure.category() == Category.OPERATION_LIMIT) {
      return alone(request, operating.blocked(access.id(), request.method(), failure));
    }
    if (wornOut(failure) && access.mode() == Portal.Mode.OAUTH) {
      if (request.chains().stream().allMatch(Chain::repeated)) {
        throw failure;
      }
      tokens.renew(access);
      return again(request.chains(), failure);
    }
    noteLoss(access, failure);
    return alone(request, failure);
  }

  /**
   * What a portal says to a lone command about its data or its rights is that command's own
   * outcome, as it would be inside a batch; anything else is the failure of the request.
   */
  private static List<Landing> alone(BatchRequest request, CrmFailure failure) {
    boolean own =
        switch (failure.category()) {
          case REJECTED, PERMISSION, BUG, OPERATION_LIMIT -> !request.isBatch();
          case NETWORK, RATE_LIMIT, SERVER, AUTH -> false;
        };
    if (!own) {
      throw failure;
    }
    Chain chain = request.chains().get(0);
    String name = chain.commands().get(0).name();
    return List.of(new Landing.Answered(chain, Map.of(name, new Outcome.Refused(failure))));
  }

  private static List<Landing> again(List<Chain> chains, CrmFailure otherwise) {
    return chains.stream()
        .map(
            chain ->
                chain.repeated()
                    ? new Landing.Failed(chain, otherwise)
                    : new Landing.Again(chain.again()))
        .map(Landing.class::cast)
        .toList();
  }

  /** Looks at what went wrong inside the batch with the same eyes as at a refused request. */
  private List<Landing> judged(PortalAccess access, List<Landing> landings) {
    List<Landing> judged = new ArrayList<>();
    boolean renewed = false;
    for (Landing landing : landings) {
      Landing.Answered answered = (Landing.Answered) landing;
      boolean worn = failures(answered).stream().anyMatch(PortalFlights::wornOut);
      if (worn && access.mode() == Portal.Mode.OAUTH && !renewed) {
        tokens.renew(access);
        renewed = true;
      }
      failures(answered).forEach(failure -> noteLoss(access, failure));
      judged.add(worn ? wornOutMidway(answered) : withResetTimes(access, answered));
    }
    return judged;
  }

  /** If nothing of the chain was done it may go again; else only its owner can tell what to do. */
  private static Landing wornOutMidway(Landing.Answered answered) {
    Chain chain = answered.chain();
    boolean untouched =
        answered.outcomes().values().stream().noneMatch(Outcome.Success.class::isInstance);
    if (untouched && !chain.repeated()) {
      return new Landing.Again(chain.again());
    }
    return new Landing.Failed(
        chain,
        CrmFailure.of(
            Category.SERVER,
            "TOKEN_EXPIRED_MIDWAY",
            "The access token ran out in the middle of a batch; the rest has to be sent again."));
  }

  private Landing withResetTimes(PortalAccess access, Landing.Answered answered) {
    Map<String, Outcome> outcomes = new LinkedHashMap<>(answered.outcomes());
    for (Command command : answered.chain().commands()) {
      if (outcomes.get(command.name()) instanceof Outcome.Refused refused
          && refused.failure().category() == Category.OPERATION_LIMIT) {
        CrmFailure blocked = operating.blocked(access.id(), command.method(), refused.failure());
        outcomes.put(command.name(), new Outcome.Refused(blocked));
      }
    }
    return new Landing.Answered(answered.chain(), outcomes);
  }

  private static List<CrmFailure> failures(Landing.Answered answered) {
    return answered.outcomes().values().stream()
        .filter(Outcome.Refused.class::isInstance)
        .map(outcome -> ((Outcome.Refused) outcome).failure())
        .toList();
  }

  private void noteLoss(PortalAccess access, CrmFailure failure) {
    if (GONE.contains(failure.code().toUpperCase(Locale.ROOT))) {
      LOG.warn("Portal {} no longer takes our credentials ({}).", access.id(), failure.code());
      portals.authLost(access.id());
    }
  }

  private static boolean wornOut(CrmFailure failure) {
    return WORN_OUT.contains(failure.code().toUpperCase(Locale.ROOT));
  }
}
