package simtrix.bitrix24;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Opens Bitrix24's own call card in the browser of an employee whose phone rings, by registering
 * the call at that time (REFERENCE 5.1, 5.3); {@link TelephonyLog} finishes the same call later.
 */
@Component
public class DesktopCards {

  private final PortalClient client;
  private final TelephonyMode mode;

  DesktopCards(PortalClient client, TelephonyMode mode) {
    this.client = client;
    this.mode = mode;
  }

  /**
   * Registers the call and has its card shown. The same call registered again within half an hour
   * is the same call.
   *
   * @param entry of which the end is not looked at
   * @return the portal's CALL_ID; fails with a {@link simtrix.failure.CrmFailure}
   */
  public CompletableFuture<String> open(long portal, CallEntry entry) {
    Map<String, Object> params = new LinkedHashMap<>(TelephonyLog.registration(entry));
    params.put("SHOW", 1);
    Command register = new Command("register", "telephony.externalCall.register", params);
    return client
        .send(portal, Urgency.LOOK_UP, List.of(register))
        .thenApply(
            outcomes -> {
              Outcome outcome = new Answers(outcomes).outcome("register");
              if (outcome instanceof Outcome.Refused refused
                  && "WRONG_AUTH_TYPE".equalsIgnoreCase(refused.failure().code())) {
                mode.telephonyWasRefused(portal);
              }
              return new Answers(outcomes).required("register").text("CALL_ID");
            });
  }

  /**
   * Takes the card away without finishing the call: it enters no statistics.
   *
   * @throws simtrix.failure.CrmFailure when the portal does not answer
   */
  public void hide(long portal, String callId, long userId) {
    new Answers(CallWriter.now(client, portal, hiding(callId, userId))).optional("hide");
  }

  /** The same for one who cannot wait; whether it worked is not told. */
  public void hideSoon(long portal, String callId, long userId) {
    var unused = client.send(portal, Urgency.WRITE, hiding(callId, userId));
  }

  private static List<Command> hiding(String callId, long userId) {
    return List.of(
        new Command(
            "hide", "telephony.externalCall.hide", Map.of("CALL_ID", callId, "USER_ID", userId)));
  }
}
