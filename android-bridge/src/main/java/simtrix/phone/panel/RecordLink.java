package simtrix.phone.panel;

import android.content.ActivityNotFoundException;
import android.content.Context;
import android.content.Intent;
import android.net.Uri;
import java.util.Optional;

/** The address of a record in the portal. Only web addresses are followed. */
public final class RecordLink {

  private RecordLink() {}

  /**
   * @return whether something was there that opens it
   */
  public static boolean open(Context context, String url) {
    return intent(url).filter(intent -> start(context, intent)).isPresent();
  }

  static Optional<Intent> intent(String url) {
    Uri address = Uri.parse(url).normalizeScheme();
    boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    return web
        ? Optional.of(
            new Intent(Intent.ACTION_VIEW, address).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
        : Optional.empty();
  }

  private static boolean start(Context context, Intent intent) {
    try {
      context.startActivity(intent);
      return true;
    } catch (ActivityNotFoundException nothingThere) {
      return false;
    }
  }
}
