package simtrix.phone.server;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Which addresses this app speaks to: encrypted ones, and in a debug build a server on the phone
 * itself.
 */
public final class ServerAddress {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  private final boolean loopbackInClear;

  /**
   * @param loopbackInClear whether {@code http} to this machine will do, which a released app never
   *     allows
   */
  public ServerAddress(boolean loopbackInClear) {
    this.loopbackInClear = loopbackInClear;
  }

  /** The address that a person typed or a code holds; without a scheme it is {@code https}. */
  public Optional<HttpUrl> of(String text) {
    String trimmed = text.trim();
    String lower = trimmed.toLowerCase(Locale.ROOT);
    boolean schemed = lower.startsWith("http://") || lower.startsWith("https://");
    return Optional.ofNullable(HttpUrl.parse(schemed ? trimmed : "https://" + trimmed))
        .filter(this::allowed);
  }

  /** How an address is kept and shown: without a slash at its end. */
  public static String text(HttpUrl server) {
    String url = server.newBuilder().query(null).fragment(null).build().toString();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  boolean allowed(HttpUrl url) {
    return url.username().isEmpty()
        && (url.isHttps() || (loopbackInClear && LOOPBACK.contains(url.host())));
  }
}
