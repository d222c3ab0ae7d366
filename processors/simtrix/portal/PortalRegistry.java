package simtrix.portal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import simtrix.settings.TokenCipher;
import simtrix.settings.TokenCipher.UnreadableTokenException;

/**
 * The portals that this server serves, each change in a short transaction of its own. Tokens are
 * encrypted on their way in and decrypted on their way out (DESIGN 5).
 */
@Component
public class PortalRegistry {
  private final PortalRepository portals;
  private final TokenCipher cipher;
  private final TransactionTemplate transaction;
  private final Clock clock = Clock.systemUTC();

  PortalRegistry(
      PortalRepository portals, TokenCipher cipher, PlatformTransactionManager transactions) {
    this.portals = portals;
    this.cipher = cipher;
    this.transaction = new TransactionTemplate(transactions);
  }

  public Optional<Portal> findById(long id) {
    return portals.findById(id);
  }

  public Optional<Portal> findByMemberId(String memberId) {
    return portals.findByMemberId(memberId);
  }

  public List<Portal> all() {
    return portals.findAll();
  }

  /**
   * What it takes to talk to that portal; read anew each time, because another node may refresh.
   */
  public Optional<PortalAccess> access(long id) {
    return portals.findById(id).map(this::open);
  }

  /** Compares in constant time; false for a portal without a token that this server can read. */
  public boolean hasApplicationToken(Portal portal, String given) {
    try {
      return unseal(portal.applicationToken)
          .map(kept -> kept.getBytes(StandardCharsets.UTF_8))
          .filter(kept -> kept.length > 0)
          .filter(kept -> MessageDigest.isEqual(kept, given.getBytes(StandardCharsets.UTF_8)))
          .isPresent();
    } catch (UnreadableTokenException otherKey) {
      return false;
    }
  }

  /**
   * Keeps an installation: a new portal, or a known one that is ACTIVE again.
   *
   * @return the portal as it is kept now
   */
  public Portal install(Installation installation) {
    return upsert(
        installation.memberId(),
        portal -> {
          portal.mode = Portal.Mode.OAUTH;
          portal.status = Portal.Status.ACTIVE;
          portal.host = Portal.hostOf(installation.clientEndpoint());
          portal.clientEndpoint = installation.clientEndpoint().toString();
          portal.oauthEndpoint = installation.oauthEndpoint().toString();
          keep(portal, installation.tokens());
          portal.applicationToken = seal(installation.applicationToken());
          portal.telephony = Portal.Telephony.ALLOWED;
          portal.language = installation.language();
        });
  }

  /** Keeps the portal of an inbound webhook under its address, which is a secret. */
  public Portal connectWebhook(String memberId, URI address) {
    return upsert(
        memberId,
        portal -> {
          portal.mode = Portal.Mode.WEBHOOK;
          portal.status = Portal.Status.ACTIVE;
          portal.host = Portal.hostOf(address);
          portal.clientEndpoint = "";
          portal.accessToken = seal(address.toString());
        });
  }

  /**
   * Replaces the tokens of a portal while no other thread or node can. The row stays locked while
   * the OAuth server is asked, because a refresh token works once: two refreshes at a time would
   * lose the portal.
   *
   * @param used the access token that the portal refused; where another one is kept already, that
   *     one is the answer and nobody is asked
   * @param refresh asks the OAuth server; what it throws leaves everything as it was
   * @return the access to use from now on, committed; empty for an unknown portal
   */
  public Optional<PortalAccess> refreshed(
      long id, String used, Function<PortalAccess, Tokens> refresh) {
    return changed(
            id,
            portal -> {
              PortalAccess access = open(portal);
              if (access.accessToken().filter(used::equals).isPresent()) {
                keep(portal, refresh.apply(access));
              }
            })
        .map(this::open);
  }

  /** The portal answers under another address now (REFERENCE 1.1). */
  public void moved(long id, URI endpoint) {
    changed(
        id,
        portal -> {
          portal.host = Portal.hostOf(endpoint);
          if (portal.mode == Portal.Mode.WEBHOOK) {
            portal.accessToken = seal(endpoint.toString());
          } else {
            portal.clientEndpoint = endpoint.toString();
          }
        });
  }

  /** Our credentials are worth nothing any more; an uninstalled portal stays uninstalled. */
  public void authLost(long id) {
    changed(
        id,
        portal -> {
          if (portal.status != Portal.Status.UNINSTALLED) {
            portal.status = Portal.Status.AUTH_LOST;
          }
        });
  }

  /** The application was removed: nothing that opens the portal is kept. */
  public void uninstalled(long id) {
    changed(
        id,
        portal -> {
          portal.status = Portal.Status.UNINSTALLED;
          portal.accessToken = null;
          portal.refreshToken = null;
          portal.applicationToken = null;
        });
  }

  /**
   * A person stops the traffic; only a person lets it go on.
   *
   * @return whether there is such a portal
   */
  public boolean paused(long id, String by) {
    return changed(
            id,
            portal -> {
              if (portal.pausedAt == null) {
                portal.pausedAt = now();
                portal.pausedBy = by;
              }
            })
        .isPresent();
  }

  /**
   * A person lets the traffic go on.
   *
   * @return whether there is such a portal
   */
  public boolean resumed(long id) {
    return changed(
            id,
            portal -> {
              portal.pausedAt = null;
              portal.pausedBy = null;
            })
        .isPresent();
  }

  /** Keeps what a probe found out. */
  public void telephony(long id, Portal.Telephony telephony) {
    changed(id, portal -> portal.telephony = telephony);
  }

  private Optional<Portal> changed(long id, Consumer<Portal> change) {
    return transaction.execute(
        status -> {
          Optional<Portal> portal = portals.lockById(id);
          portal.ifPresent(
              found -> {
                change.accept(found);
                found.updatedAt = now();
              });
          return portal;
        });
  }

  private Portal upsert(String memberId, Consumer<Portal> change) {
    Optional<Portal> known = portals.findByMemberId(memberId);
    if (known.isPresent()) {
      return changed(known.get().id(), change).orElseThrow();
    }
    try {
      Portal fresh = new Portal(memberId, now());
      change.accept(fresh);
      return portals.saveAndFlush(fresh);
    } catch (DataIntegrityViolationException anotherWasFaster) {
      return portals
          .findByMemberId(memberId)
          .flatMap(portal -> changed(portal.id(), change))
          .orElseThrow(() -> anotherWasFaster);
    }
  }

  private void keep(Portal portal, Tokens tokens) {
    portal.accessToken = seal(tokens.accessToken());
    portal.refreshToken = seal(tokens.refreshToken());
  }

  private PortalAccess open(Portal portal) {
    boolean webhook = portal.mode == Portal.Mode.WEBHOOK;
    Optional<String> access = unseal(portal.accessToken);
    return new PortalAccess(
        portal.id(),
        portal.memberId(),
        portal.mode,
        portal.status(),
        URI.create(webhook ? access.orElse("") : portal.clientEndpoint),
        Optional.of(portal.oauthEndpoint).filter(text -> !text.isEmpty()).map(URI::create),
        webhook ? Optional.empty() : access,
        unseal(portal.refreshToken));
  }

  private byte[] seal(String text) {
    return cipher.encrypt(text.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> unseal(byte[] kept) {
    return Optional.ofNullable(kept)
        .map(bytes -> new String(cipher.decrypt(bytes), StandardCharsets.UTF_8));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
