package simtrix.phone.screen;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import simtrix.phone.server.ServerAddress;

/**
 * A server's address as a person types it or a QR code holds it.
 *
 * @param url with scheme and without a slash at its end; empty when it cannot be used
 * @param host what a person has to recognise, with the port where it is not the usual one
 */
record TypedAddress(Verdict verdict, String url, String host) {

  /** Whether it can be used, and why not. */
  enum Verdict {
    GOOD,
    NO_ADDRESS,
    NOT_SECURE
  }

  /**
   * @param loopbackAllowed whether http is taken for this very machine, as in a debug build
   */
  static TypedAddress read(String typed, boolean loopbackAllowed) {
    String text = typed.trim();
    Optional<URI> uri = parse(text.contains("://") ? text : "https://" + text);
    return uri.map(address -> judge(address, loopbackAllowed))
        .orElseGet(() -> bad(Verdict.NO_ADDRESS));
  }

  private static TypedAddress judge(URI uri, boolean loopbackAllowed) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return bad(Verdict.NO_ADDRESS);
    }
    String shown = uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    String url = scheme + "://" + shown + uri.getRawPath().replaceAll("/+$", "");
    return scheme.equals("https") || new ServerAddress(loopbackAllowed).of(url).isPresent()
        ? new TypedAddress(Verdict.GOOD, url, shown)
        : bad(Verdict.NOT_SECURE);
  }

  /** Letters that only look like others are written out (xn--), so that a host cannot pose. */
  private static Optional<URI> parse(String text) {
    try {
      int host = text.indexOf("://") + 3;
      int end = text.indexOf('/', host) < 0 ? text.length() : text.indexOf('/', host);
      String ascii = IDN.toASCII(text.substring(host, end));
      URI uri = new URI(text.substring(0, host) + ascii + text.substring(end));
      boolean plain =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static TypedAddress bad(Verdict verdict) {
    return new TypedAddress(verdict, "", "");
  }
}
