package simtrix.bitrix24.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.PortalAccess;
import simtrix.portal.PortalRegistry;
import simtrix.portal.Tokens;

/**
 * Renews a portal's tokens, one refresh at a time: in this process by a lock of its own, so that
 * waiting threads hold no database connection, and across nodes by the portal's row.
 */
@Component
class TokenRefresh {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRefresh.class);

  /** Each holds a database connection while it asks, and there are other uses for those. */
  private static final int MOST_AT_ONCE = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PortalRegistry portals;
  private final OAuthServer oauth;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);
  private final Map<Long, Object> locks = new ConcurrentHashMap<>();

  TokenRefresh(PortalRegistry portals, OAuthServer oauth) {
    this.portals = portals;
    this.oauth = oauth;
  }

  /**
   * Gets an access token other than the one that the portal refused.
   *
   * @throws CrmFailure AUTH if there is none to be had: the portal is then AUTH_LOST; NETWORK or
   *     SERVER if the OAuth server cannot be asked
   */
  PortalAccess renew(PortalAccess used) {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw HeldBack.oauthBusy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HeldBack.stopping();
    }
    try {
      return renewedAlone(used);
    } finally {
      room.release();
    }
  }

  private PortalAccess renewedAlone(PortalAccess used) {
    synchronized (locks.computeIfAbsent(used.id(), id -> new Object())) {
      try {
        return portals
            .refreshed(used.id(), used.accessToken().orElse(""), this::grant)
            .orElseThrow(() -> unusable(used));
      } catch (CrmFailure failure) {
        if (failure.category() == Category.AUTH) {
          LOG.warn("Portal {} has lost its authorization ({}).", used.id(), failure.code());
          portals.authLost(used.id());
        }
        throw failure;
      }
    }
  }

  private Tokens grant(PortalAccess access) {
    PortalStates.refusal(access, Instant.now())
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    OAuthServer.Grant grant =
        oauth.refresh(
            access.oauthEndpoint().orElseThrow(() -> unusable(access)),
            access.refreshToken().orElseThrow(() -> unusable(access)));
    if (!grant.memberId().isEmpty() && !grant.memberId().equals(access.memberId())) {
      throw CrmFailure.of(
          Category.AUTH,
          "WRONG_MEMBER",
          "The OAuth server gave tokens of another portal: install the application again.");
    }
    return grant.tokens();
  }

  private static CrmFailure unusable(PortalAccess access) {
    return CrmFailure.of(
        Category.AUTH,
        "NO_REFRESH_TOKEN",
        "Portal %d has no tokens: install the application again.".formatted(access.id()));
  }
}
