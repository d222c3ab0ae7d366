package simtrix.caller;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;
import simtrix.portal.PortalAccess;
import simtrix.portal.PortalRegistry;

/** The addresses of records in a portal, for people to open. */
@Component
public class PortalPages {

  /** A portal hardly ever moves, and a link through the old address is answered with a redirect. */
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final LoadingCache<Long, String> origins;

  PortalPages(PortalRegistry portals) {
    this.origins =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(MEMORY)
            .build(
                id ->
                    portals
                        .access(id)
                        .map(PortalAccess::endpoint)
                        .map(PortalPages::origin)
                        .orElse("/"));
  }

  /**
   * @param page path below the portal, as {@code crm/contact/details/512/}
   * @return the whole address
   */
  public String url(long portal, String page) {
    return origins.get(portal) + page;
  }

  private static String origin(URI endpoint) {
    return endpoint.getScheme() + "://" + endpoint.getAuthority() + "/";
  }
}
