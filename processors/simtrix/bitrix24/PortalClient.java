package simtrix.bitrix24;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The only way to a portal: one limiter, one batcher and one circuit breaker for each (DESIGN 3).
 */
public interface PortalClient {

  /**
   * Sends commands that belong together in one request, perhaps with those of others, as soon as
   * the portal's token bucket allows it.
   *
   * @param portal id of the portal
   * @param chain 1 to 50 commands; they run in this order and may refer to earlier ones of the same
   *     chain
   * @return the outcome of every command by its name; fails with a {@link
   *     simtrix.failure.CrmFailure} when the request as a whole failed, and then nothing is known
   *     about what the portal has done
   */
  CompletableFuture<Map<String, Outcome>> send(long portal, Urgency urgency, List<Command> chain);

  /**
   * Like {@link #send}, for a write that must not be done twice: {@link Departures} hears of it
   * each time before it leaves. Where the portal may still be working on it, the failure says so.
   *
   * @param origin what is written, and the attempt that writes it
   */
  CompletableFuture<Map<String, Outcome>> sendOnce(long portal, Origin origin, List<Command> chain);

  /**
   * Posts a file to an address that the portal has given out for it, as one request of the portal's
   * bucket; the file is read while it is sent.
   *
   * @return one outcome, named {@link FileUpload#NAME}
   */
  CompletableFuture<Map<String, Outcome>> upload(long portal, FileUpload file);
}
