package simtrix.portal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/**
 * Which addresses this server sends requests to: portals that the operator allows, and their OAuth
 * servers (DESIGN 5, 9). An address is taken only in its plainest form, so that no two readers of
 * it can disagree about its host: no user, no backslash, no escapes, no letters outside ASCII.
 */
@Component
public class AllowedHosts {
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])"
              + "(?::(?<port>[1-9][0-9]{0,4}))?(?<path>(?:/[A-Za-z0-9._~-]+)*)/?",
          Pattern.CASE_INSENSITIVE);

  private final List<Pattern> portals;
  private final List<Pattern> oauthServers;
  private final boolean httpAllowed;

  public AllowedHosts(SimtrixSettings settings) {
    portals = settings.bitrix24().allowedPortals().stream().map(AllowedHosts::pattern).toList();
    oauthServers = settings.bitrix24().oauthServers().stream().map(AllowedHosts::pattern).toList();
    httpAllowed = settings.bitrix24().httpAllowed();
  }

  /**
   * Takes an address of a portal that the operator allows.
   *
   * @param address as {@code client_endpoint} gives it
   * @return the same with lower-case host, without the scheme's usual port and with a slash at its
   *     end; empty if it is refused
   */
  public Optional<URI> portal(String address) {
    return plain(address).filter(uri -> matches(portals, uri));
  }

  /**
   * Takes the address of an OAuth server, which is going to be sent the client secret.
   *
   * @param address as {@code server_endpoint} gives it
   * @param portal an address that {@link #portal} took; an OAuth server on its host is good
   * @return like {@link #portal}
   */
  public Optional<URI> oauthServer(String address, URI portal) {
    return plain(address)
        .filter(uri -> uri.getHost().equals(portal.getHost()) || matches(oauthServers, uri));
  }

  /** Whether the operator named the host of this address as an OAuth server. */
  public boolean isOauthServer(URI address) {
    return matches(oauthServers, address);
  }

  private Optional<URI> plain(String address) {
    Matcher parts = PLAIN.matcher(address);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    String port = Optional.ofNullable(parts.group("port")).orElse("");
    boolean https = scheme.equals("https");
    if ((!https && !httpAllowed) || (!port.isEmpty() && Integer.parseInt(port) > 65535)) {
      return Optional.empty();
    }
    boolean usual = port.isEmpty() || port.equals(https ? "443" : "80");
    String host = parts.group("host").toLowerCase(Locale.ROOT);
    URI uri =
        URI.create(scheme + "://" + host + (usual ? "" : ":" + port) + parts.group("path") + "/");
    // A host that java.net.URI does not understand, as with a label that begins with a hyphen.
    return Optional.of(uri).filter(read -> host.equals(read.getHost()));
  }

  private static boolean matches(List<Pattern> patterns, URI uri) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                pattern.matcher(uri.getHost()).matches()
                    || pattern.matcher(uri.getHost() + ":" + uri.getPort()).matches());
  }

  private static Pattern pattern(String hosts) {
    return Pattern.compile(
        Pattern.quote(hosts.trim()).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
  }
}
