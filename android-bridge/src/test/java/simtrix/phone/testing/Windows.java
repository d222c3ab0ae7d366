package simtrix.phone.testing;

import android.view.View;
import android.view.WindowManager;
import android.view.WindowManagerGlobal;
import java.util.List;
import org.robolectric.util.ReflectionHelpers;

/** The windows that the app has on the screen. */
public final class Windows {

  private Windows() {}

  /** The roots of those that stand over other apps. */
  public static List<View> overlays() {
    // A method for it came only with Android 10.
    List<View> all = ReflectionHelpers.getField(WindowManagerGlobal.getInstance(), "mViews");
    return all.stream().filter(Windows::isOverlay).toList();
  }

  private static boolean isOverlay(View root) {
    return root.getLayoutParams() instanceof WindowManager.LayoutParams place
        && place.type == WindowManager.LayoutParams.TYPE_APPLICATION_OVERLAY;
  }
}
