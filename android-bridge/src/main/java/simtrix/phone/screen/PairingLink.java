package simtrix.phone.screen;

import android.net.Uri;
import java.util.Locale;
import java.util.Optional;
import simtrix.phone.account.PairingCode;

/** What the QR code holds: {@code simtrix://pair?server=https://...&code=XXXX-XXXX}. */
final class PairingLink {

  private static final int CODE_LENGTH = 8;

  private PairingLink() {}

  /** The server's address is handed on as it stands there; it still has to be judged. */
  static Optional<PairingCode> read(String text) {
    Uri link = Uri.parse(text.trim());
    if (!link.isHierarchical()
        || !"simtrix".equalsIgnoreCase(link.getScheme())
        || !"pair".equalsIgnoreCase(link.getHost())) {
      return Optional.empty();
    }
    String server = link.getQueryParameter("server");
    String code = link.getQueryParameter("code");
    return server == null || code == null
        ? Optional.empty()
        : code(code).map(clean -> new PairingCode(server, clean));
  }

  /** Eight letters and digits; case, spaces and dashes do not matter (DESIGN 4). */
  static Optional<String> code(String typed) {
    String clean = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return clean.matches("[0-9A-Z]{" + CODE_LENGTH + "}")
        ? Optional.of(clean.substring(0, CODE_LENGTH / 2) + "-" + clean.substring(CODE_LENGTH / 2))
        : Optional.empty();
  }
}
