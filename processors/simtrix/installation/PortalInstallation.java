package simtrix.installation;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.PortalEventName;
import simtrix.bitrix24.client.OAuthServer;
import simtrix.bitrix24.client.PortalProof;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.failure.CrmFailure;
import simtrix.portal.AllowedHosts;
import simtrix.portal.Installation;
import simtrix.portal.Portal;
import simtrix.portal.PortalConnected;
import simtrix.portal.PortalRegistry;
import simtrix.portal.Tokens;

/**
 * Takes the installation of the application in a portal (DESIGN 5, REFERENCE 2.2). Anybody can send
 * one, so nothing in it is believed before the portal itself, and for a known portal that seems to
 * have moved also its OAuth server, has said that it is true.
 */
@Component
public class PortalInstallation {
  private static final Logger LOG = LoggerFactory.getLogger(PortalInstallation.class);
  private static final int MOST_AT_ONCE = 8;
  private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

  private final AllowedHosts hosts;
  private final PortalProof proof;
  private final OAuthServer oauth;
  private final PortalRegistry portals;
  private final ApplicationEventPublisher publisher;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  PortalInstallation(
      AllowedHosts hosts,
      PortalProof proof,
      OAuthServer oauth,
      PortalRegistry portals,
      ApplicationEventPublisher publisher) {
    this.hosts = hosts;
    this.proof = proof;
    this.oauth = oauth;
    this.portals = portals;
    this.publisher = publisher;
  }

  /**
   * Decides about one installation and keeps it if it is true.
   *
   * @param form ONAPPINSTALL as Bitrix24 posts it
   * @throws RefusedRequest 400 if it is no installation; 403 if it is not allowed or not true; 503
   *     if the portal or its OAuth server could not be asked
   */
  public void install(@Body String form) {
    Installation claimed = checked(InstallationForm.read(form));
    if (!room.tryAcquire()) {
      throw RefusedRequest.unavailable(
          "Too many installations at this moment; install the application again.", TRY_AGAIN, null);
    }
    try {
      Portal portal = portals.install(proved(claimed));
      proof.counted(portal.id());
      LOG.info("Portal {} has installed the application.", portal.id());
      publisher.publishEvent(new PortalConnected(portal.id()));
    } finally {
      room.release();
    }
  }

  private Installation checked(InstallationForm form) {
    URI client =
        hosts
            .portal(form.clientEndpoint())
            .orElseThrow(
                () -> refused("This portal is not among those that may install the application."));
    URI server =
        hosts
            .oauthServer(form.serverEndpoint(), client)
            .orElseThrow(() -> refused("This OAuth server is not among those that are known."));
    return new Installation(
        form.memberId(),
        client,
        server,
        new Tokens(form.accessToken(), form.refreshToken()),
        form.applicationToken(),
        form.language());
  }

  private Installation proved(Installation claimed) {
    Optional<Portal> known = portals.findByMemberId(claimed.memberId());
    asked(
        () -> {
          proof.prove(claimed.clientEndpoint(), claimed.tokens().accessToken());
          return true;
        });
    boolean moved = known.filter(portal -> !portal.isAt(claimed.clientEndpoint())).isPresent();
    return moved ? vouchedFor(claimed, known.get()) : claimed;
  }

  /**
   * A portal cannot vouch for itself that it is another one under a new name: the OAuth server has
   * to be one that the operator named or that the portal had before.
   */
  private Installation vouchedFor(Installation claimed, Portal known) {
    if (!hosts.isOauthServer(claimed.oauthEndpoint()) && !known.trusts(claimed.oauthEndpoint())) {
      throw refused("This portal is known under another host.");
    }
    OAuthServer.Grant grant =
        asked(() -> oauth.refresh(claimed.oauthEndpoint(), claimed.tokens().refreshToken()));
    boolean same =
        grant.memberId().equals(claimed.memberId())
            && hosts.portal(grant.clientEndpoint()).equals(Optional.of(claimed.clientEndpoint()));
    if (!same) {
      throw refused("This portal is known under another host.");
    }
    return claimed.with(grant.tokens());
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (CrmFailure failure) {
      LOG.warn("An installation could not be proved ({}).", failure.code());
      throw failure.category().isPassing()
          ? RefusedRequest.unavailable(
              "The portal could not be asked whether the installation is true; install the application again.",
              TRY_AGAIN,
              failure)
          : refused("The portal does not confirm this installation.");
    }
  }

  private static RefusedRequest refused(String sentence) {
    return RefusedRequest.of(HttpStatus.FORBIDDEN, sentence);
  }

  /** What an installation says about itself, complete but not yet believed. */
  private record InstallationForm(
      String memberId,
      String clientEndpoint,
      String serverEndpoint,
      String accessToken,
      String refreshToken,
      String applicationToken,
      String language) {
    private static final int LONGEST_TOKEN = 900;
    private static final int LONGEST_ADDRESS = 500;

    static InstallationForm read(String text) {
      PhpForm form = PhpForm.read(text);
      if (!new PortalEventName(form.field("event").orElse("")).isInstall()) {
        throw RefusedRequest.invalid(new FieldError("event", "must be ONAPPINSTALL"));
      }
      return new InstallationForm(
          required(form, "auth[member_id]", 64),
          required(form, "auth[client_endpoint]", LONGEST_ADDRESS),
          required(form, "auth[server_endpoint]", LONGEST_ADDRESS),
          required(form, "auth[access_token]", LONGEST_TOKEN),
          required(form, "auth[refresh_token]", LONGEST_TOKEN),
          required(form, "auth[application_token]", LONGEST_TOKEN),
          language(form));
    }

    private static String required(PhpForm form, String name, int longest) {
      String value =
          form.field(name)
              .orElseThrow(
                  () ->
                      RefusedRequest.invalid(new FieldError(name, "must be there and not empty")));
      boolean plain = value.chars().allMatch(letter -> letter > ' ' && letter < 127);
      if (value.length() > longest || !plain) {
        throw RefusedRequest.invalid(
            new FieldError(name, "must be at most %d plain characters".formatted(longest)));
      }
      return value;
    }

    private static String language(PhpForm form) {
      return form.field("data[LANGUAGE_ID]")
          .map(text -> text.toLowerCase(Locale.ROOT))
          .filter(text -> text.matches("[a-z]{2,8}"))
          .orElse("de");
    }
  }
}
