package simtrix.bitrix24.client;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.FileUpload;
import simtrix.bitrix24.Outcome;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.PortalAccess;

/**
 * Takes a file to the address that the portal gave out for it. The address holds a token, so
 * neither it nor what an HTTP client says about it gets into a failure.
 */
@Component
class UploadFlights {

  private static final Set<String> WORN_OUT = Set.of("EXPIRED_TOKEN", "INVALID_TOKEN");

  private final PortalTransport transport;
  private final AnswerReader reader;

  UploadFlights(PortalTransport transport, AnswerReader reader) {
    this.transport = transport;
    this.reader = reader;
  }

  /**
   * @param settled when the portal cannot be at it any more, if it does not say how it ended
   * @throws CrmFailure if the file is not known to have arrived
   */
  Landing fly(PortalAccess access, Chain chain, Instant settled) {
    FileUpload file = chain.upload().orElseThrow();
    if (!isOf(access, file.address())) {
      throw CrmFailure.of(
          Category.BUG,
          "FOREIGN_UPLOAD_ADDRESS",
          "The portal wants the file to be sent to another host than its own, which is not done.");
    }
    try {
      PortalReply reply = transport.upload(file);
      if (reply.isRedirect()) {
        throw CrmFailure.of(
            Category.SERVER,
            "UPLOAD_REDIRECTED",
            "The portal redirects the upload; it is asked for a new address.");
      }
      Outcome outcome = new Outcome.Success(reader.envelope(reply));
      return new Landing.Answered(chain, Map.of(FileUpload.NAME, outcome));
    } catch (CrmFailure failure) {
      throw judged(failure, settled);
    }
  }

  /** A token that ran out on the way is no reason to give up: the next address has a new one. */
  private static CrmFailure judged(CrmFailure failure, Instant settled) {
    boolean worn = WORN_OUT.contains(failure.code().toUpperCase(Locale.ROOT));
    CrmFailure shown =
        CrmFailure.of(
            worn ? Category.SERVER : failure.category(), failure.code(), failure.getMessage());
    return FailureJudge.mayStillRun(failure) ? shown.unclearUntil(settled) : shown;
  }

  private static boolean isOf(PortalAccess access, URI address) {
    URI own = access.endpoint();
    return own.getScheme().equalsIgnoreCase(address.getScheme())
        && address.getHost() != null
        && own.getHost().equalsIgnoreCase(address.getHost())
        && port(own) == port(address)
        && address.getRawUserInfo() == null;
  }

  private static int port(URI address) {
    boolean plain = "http".equalsIgnoreCase(address.getScheme());
    return address.getPort() >= 0 ? address.getPort() : plain ? 80 : 443;
  }
}
