package simtrix.bitrix24.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.PortalAccess;

/** Why a portal is not asked at all, whatever is meant for it. */
final class PortalStates {
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private PortalStates() {}

  static CrmFailure unknown(long portal) {
    return CrmFailure.of(
        Category.BUG, "UNKNOWN_PORTAL", "There is no portal with the id %d.".formatted(portal));
  }

  static Optional<CrmFailure> refusal(PortalAccess access, Instant now) {
    return switch (access.status()) {
      case ACTIVE -> Optional.empty();
      case PAUSED ->
          Optional.of(
              CrmFailure.of(
                      Category.NETWORK,
                      "PORTAL_PAUSED",
                      "The portal is paused by an operator: resume it.")
                  .notBefore(now.plus(LOOK_AGAIN))
                  .withoutAttempt());
      case AUTH_LOST ->
          Optional.of(
              CrmFailure.of(
                  Category.AUTH,
                  "PORTAL_AUTH_LOST",
                  "The portal no longer takes our credentials: install the application again or renew the webhook."));
      case UNINSTALLED ->
          Optional.of(
              CrmFailure.of(
                  Category.AUTH,
                  "PORTAL_UNINSTALLED",
                  "The application was removed from the portal: install it again."));
    };
  }
}
