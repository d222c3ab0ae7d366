package simtrix.edge;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import simtrix.settings.SimtrixSettings;

/**
 * The address under which phones reach this server: the configured one, or that of the request at
 * hand.
 */
@Component
public class PublicAddress {

  private final SimtrixSettings settings;

  PublicAddress(SimtrixSettings settings) {
    this.settings = settings;
  }

  /** With its scheme and without a slash at its end. */
  public String seenBy(HttpServletRequest http) {
    return settings
        .publicUrl()
        .map(Object::toString)
        .orElseGet(
            () ->
                UriComponentsBuilder.newInstance()
                    .scheme(http.getScheme())
                    .host(http.getServerName())
                    .port(isUsual(http) ? -1 : http.getServerPort())
                    .toUriString());
  }

  private static boolean isUsual(HttpServletRequest http) {
    return http.getServerPort() == (http.isSecure() ? 443 : 80);
  }
}
