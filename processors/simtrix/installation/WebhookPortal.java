package simtrix.installation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.client.TelephonyProbe;
import simtrix.failure.CrmFailure;
import simtrix.portal.Portal;
import simtrix.portal.Portal.Telephony;
import simtrix.portal.PortalConnected;
import simtrix.portal.PortalRegistry;
import simtrix.settings.SimtrixSettings;
import simtrix.settings.StartRefusedException;

/** Connects the portal whose inbound webhook the operator has configured (DESIGN 5). */
@Component
class WebhookPortal {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookPortal.class);
  private static final Pattern PATH = Pattern.compile("/rest/(?<user>[0-9]+)/[A-Za-z0-9]+/?");

  private final Optional<URI> webhook;
  private final PortalRegistry portals;
  private final TelephonyProbe probe;
  private final ApplicationEventPublisher publisher;

  WebhookPortal(
      SimtrixSettings settings,
      PortalRegistry portals,
      TelephonyProbe probe,
      ApplicationEventPublisher publisher) {
    this.webhook = settings.bitrix24().webhook().map(WebhookPortal::checked);
    this.portals = portals;
    this.probe = probe;
    this.publisher = publisher;
  }

  @EventListener(ApplicationStartedEvent.class)
  void connect() {
    webhook.ifPresent(
        address -> {
          Portal portal = portals.connectWebhook(memberId(address), address);
          LOG.info("Portal {} is connected by its webhook.", portal.id());
          if (portal.telephony() == Telephony.UNKNOWN) {
            probe.probe(portal.id()).exceptionally(failure -> later(portal, failure));
          }
          publisher.publishEvent(new PortalConnected(portal.id()));
        });
  }

  private static Telephony later(Portal portal, Throwable failure) {
    LOG.warn(
        "Portal {} does not say yet whether it takes calls ({}).",
        portal.id(),
        CrmFailure.codeOf(failure));
    return Telephony.UNKNOWN;
  }

  private static URI checked(URI webhook) {
    boolean plain =
        webhook.getRawUserInfo() == null
            && webhook.getRawQuery() == null
            && webhook.getRawFragment() == null
            && PATH.matcher(webhook.getRawPath()).matches();
    if (!plain) {
      throw new StartRefusedException(
          "The setting simtrix.bitrix24.webhook is not an inbound webhook: it must look like https://HOST/rest/USER/CODE/.");
    }
    String text = webhook.toString();
    return URI.create(text.endsWith("/") ? text : text + "/");
  }

  /** The same portal and user stay the same portal here, whatever secret they have by now. */
  private static String memberId(URI address) {
    Matcher path = PATH.matcher(address.getRawPath());
    if (!path.matches()) {
      throw new IllegalArgumentException("The webhook has lost its user.");
    }
    String owner = address.getRawAuthority().toLowerCase(Locale.ROOT) + "/" + path.group("user");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
      return "webhook-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }
}
