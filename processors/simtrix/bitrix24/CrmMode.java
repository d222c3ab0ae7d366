package simtrix.bitrix24;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether a portal has leads (REFERENCE 6.3); remembered for ten minutes. */
@Component
public class CrmMode {

  private static final long SIMPLE = 2;

  private final PortalClient client;
  private final Cache<Long, Boolean> simple =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  CrmMode(PortalClient client) {
    this.client = client;
  }

  /**
   * @return true in simple CRM mode, where there are no leads
   * @throws simtrix.failure.CrmFailure when the portal does not say
   */
  public boolean isSimple(long portal) {
    Boolean known = simple.getIfPresent(portal);
    if (known != null) {
      return known;
    }
    Command ask = new Command("mode", "crm.settings.mode.get", Map.of());
    boolean now =
        new Answers(CallWriter.now(client, portal, List.of(ask))).required("mode").asId() == SIMPLE;
    simple.put(portal, now);
    return now;
  }
}
