package simtrix.bitrix24.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Finds out whether an access token is good where it claims to be, before anything is kept. */
@Component
public class PortalProof {
  private static final String METHOD = "profile";

  private final PortalTransport transport;
  private final AnswerReader reader;
  private final TokenBuckets buckets;

  PortalProof(PortalTransport transport, AnswerReader reader, TokenBuckets buckets) {
    this.transport = transport;
    this.reader = reader;
    this.buckets = buckets;
  }

  /**
   * Asks the portal whose token it is; needs no scope (REFERENCE 6.6).
   *
   * @param endpoint with a slash at its end
   * @throws CrmFailure if the portal does not say; its category tells a refusal from a portal that
   *     could not be asked
   */
  public void prove(URI endpoint, String accessToken) {
    PortalReply reply =
        transport.post(endpoint.resolve(METHOD), Map.of("auth", accessToken), Urgency.LOOK_UP);
    if (reply.isRedirect()) {
      throw CrmFailure.of(
          Category.PERMISSION, "REDIRECTED", "The portal answers under another address.");
    }
    JsonNode owner = reader.envelope(reply).path("result").path("ID");
    if (owner.asLong(0) <= 0) {
      throw CrmFailure.of(
          Category.AUTH, "NO_PROFILE", "The portal does not say whose token it is.");
    }
  }

  /** Counts the proof against the bucket of the portal that it turned out to be. */
  public void counted(long portal) {
    buckets.spent(portal);
  }
}
