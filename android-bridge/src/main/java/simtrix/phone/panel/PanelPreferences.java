package simtrix.phone.panel;

import android.content.Context;
import android.content.SharedPreferences;
import android.graphics.Point;
import java.util.Optional;

/** What the user has decided about the panel by hand: where it stands and how discreet it is. */
public final class PanelPreferences {

  private static final String NAMES = "names-on-lock-screen";

  private final SharedPreferences kept;

  public PanelPreferences(Context context) {
    this.kept = context.getSharedPreferences("panel", Context.MODE_PRIVATE);
  }

  /** Whether a locked screen may say who is calling. */
  public boolean namesOnLockScreen() {
    return kept.getBoolean(NAMES, true);
  }

  public void showNamesOnLockScreen(boolean shown) {
    kept.edit().putBoolean(NAMES, shown).apply();
  }

  /** Left upper corner in pixels, where the user has moved the panel in this orientation. */
  Optional<Point> position(int orientation) {
    String key = "position-" + orientation;
    return kept.contains(key + "-x")
        ? Optional.of(new Point(kept.getInt(key + "-x", 0), kept.getInt(key + "-y", 0)))
        : Optional.empty();
  }

  void keepPosition(int orientation, Point corner) {
    String key = "position-" + orientation;
    kept.edit().putInt(key + "-x", corner.x).putInt(key + "-y", corner.y).apply();
  }
}
