package simtrix.writing;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallEntry;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.CallWriter;
import simtrix.bitrix24.DesktopCards;
import simtrix.bitrix24.FoundCaller;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.caller.CallerQuestion;
import simtrix.caller.LookUp;
import simtrix.caller.LookUps;
import simtrix.failure.CrmFailure;
import simtrix.scenario.CallerKind;
import simtrix.scenario.DesktopCard;
import simtrix.scenario.Scenarios;

/**
 * Has Bitrix24 open its call card while the phone rings, where the rules say so. Nobody waits for
 * it, and a call whose card did not come is written like any other (decision 0009).
 */
@Component("ringCard")
public class RingCard {

  private static final Logger LOG = LoggerFactory.getLogger(RingCard.class);

  private final Scenarios scenarios;
  private final LookUps lookUps;
  private final CallWriter writer;
  private final DesktopCards cards;
  private final CallActions actions;
  private final CrmTexts texts;
  private final Set<Long> toldWithoutTelephony = ConcurrentHashMap.newKeySet();

  RingCard(
      Scenarios scenarios,
      LookUps lookUps,
      CallWriter writer,
      DesktopCards cards,
      CallActions actions,
      CrmTexts texts) {
    this.scenarios = scenarios;
    this.lookUps = lookUps;
    this.writer = writer;
    this.cards = cards;
    this.actions = actions;
    this.texts = texts;
  }

  /** Whether there is any portal with such a rule; asked while a phone waits. */
  public boolean mayBeWanted() {
    return scenarios.openCards();
  }

  /** Opens the card of a call, once; what goes wrong is logged and forgotten. */
  public CompletionStage<Void> open(
      @ExchangeProperty("call") Call call, @ExchangeProperty("question") CallerQuestion question) {
    DesktopCard card = scenarios.of(call.portal()).desktopCard();
    if (card == DesktopCard.NEVER || question.isWithoutNumber() || !isPossible(call.portal())) {
      return CompletableFuture.completedFuture(null);
    }
    return lookUps
        .soon(question)
        .thenCompose(
            answered ->
                answered.map(found -> open(call, card, found)).orElseGet(RingCard::nothing));
  }

  /**
   * Takes away the card of a call that is not written.
   *
   * @throws CrmFailure when the portal does not answer
   */
  public void hide(@ExchangeProperty("call") Call call) {
    openCard(call).ifPresent(callId -> cards.hide(call.portal(), callId, call.userId()));
  }

  /**
   * The same for a call that was given up: nobody waits for it, and whether it worked is not told.
   *
   * @param call null for a message that names none
   */
  public void hideSoon(@ExchangeProperty("call") Call call) {
    Optional.ofNullable(call)
        .flatMap(this::openCard)
        .ifPresent(callId -> cards.hideSoon(call.portal(), callId, call.userId()));
  }

  private Optional<String> openCard(Call call) {
    return call.progress()
        .crmCallId()
        .filter(callId -> call.progress().activityId().isEmpty())
        .filter(callId -> actions.of(call.id()).cardAskedAt().isPresent());
  }

  private CompletionStage<Void> open(Call call, DesktopCard card, LookUp lookUp) {
    Optional<FoundCaller> caller = lookUp.found().caller();
    CallerKind kind = caller.isPresent() ? CallerKind.KNOWN : CallerKind.UNKNOWN;
    if (!card.opensFor(kind) || !actions.askForCard(call.id())) {
      return nothing();
    }
    return cards
        .open(call.portal(), entry(call, caller))
        .thenAccept(callId -> opened(call, callId))
        .exceptionally(
            thrown -> {
              failed(call, thrown);
              return null;
            });
  }

  /** Where the call has gone its way without this card meanwhile, nobody would ever close it. */
  private void opened(Call call, String callId) {
    if (!actions.cardOpened(call.id(), callId)) {
      LOG.info("The card of call {} came too late and is taken away", call.id());
      cards.hideSoon(call.portal(), callId, call.userId());
    }
  }

  private void failed(Call call, Throwable thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    if (cause instanceof CrmFailure failure) {
      LOG.info(
          "The card of call {} could not be opened ({} {})",
          call.id(),
          failure.category(),
          failure.code());
      if (saysHowItEnded(failure)) {
        actions.cardRefused(call.id());
      }
    } else {
      LOG.warn("The card of call {} could not be opened", call.id(), thrown);
    }
  }

  private static boolean saysHowItEnded(CrmFailure failure) {
    return switch (failure.category()) {
      case NETWORK, SERVER, BUG -> !failure.isAttempt();
      case RATE_LIMIT, OPERATION_LIMIT, AUTH, PERMISSION, REJECTED -> true;
    };
  }

  private boolean isPossible(long portal) {
    try {
      boolean refused = writer.needsRecord(portal);
      if (refused && toldWithoutTelephony.add(portal)) {
        LOG.warn(
            "Portal {} does not let its webhook use telephony: no call card can be opened there, whatever the scenarios say",
            portal);
      }
      return !refused;
    } catch (CrmFailure unknown) {
      return false;
    }
  }

  private CallEntry entry(Call call, Optional<FoundCaller> caller) {
    return new CallEntry(
        CallDepartures.origin(call),
        call.userId(),
        call.e164().orElseThrow(),
        call.lineNumber(),
        call.rang(),
        CallEntry.Result.MISSED,
        0,
        caller.map(found -> CrmLink.of(found.type(), found.id())),
        Optional.empty(),
        texts.subject(call),
        false,
        true);
  }

  private static CompletionStage<Void> nothing() {
    return CompletableFuture.completedFuture(null);
  }
}
