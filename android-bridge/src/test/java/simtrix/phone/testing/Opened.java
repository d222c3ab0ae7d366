package simtrix.phone.testing;

import static org.robolectric.Shadows.shadowOf;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.view.View;
import android.view.ViewGroup;
import android.widget.TextView;
import java.util.ArrayList;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.robolectric.Robolectric;
import org.robolectric.android.controller.ActivityController;

/** Opens screens, reads what stands on them, and closes them when the test is over. */
public final class Opened extends ExternalResource {

  private final List<ActivityController<?>> open = new ArrayList<>();

  public Activity open(Class<? extends Activity> screen) {
    return open(screen, new Intent());
  }

  public Activity open(Class<? extends Activity> screen, Intent intent) {
    return start(screen, intent).get();
  }

  public <T extends Activity> ActivityController<T> start(Class<T> screen, Intent intent) {
    ActivityController<T> controller = Robolectric.buildActivity(screen, intent);
    open.add(controller);
    return controller.setup();
  }

  /** As after the end of the process: with what the screen itself had kept. */
  public Activity restored(Class<? extends Activity> screen, Bundle kept) {
    ActivityController<? extends Activity> controller = Robolectric.buildActivity(screen);
    open.add(controller);
    return controller.setup(kept).get();
  }

  @Override
  protected void after() {
    open.stream()
        .filter(controller -> !controller.get().isDestroyed())
        .forEach(ActivityController::close);
  }

  public static String text(Activity activity, int id) {
    return activity.<TextView>findViewById(id).getText().toString();
  }

  public static boolean shown(Activity activity, int id) {
    return activity.findViewById(id).getVisibility() == View.VISIBLE;
  }

  public static String words(Activity activity, int id) {
    return words(activity.<View>findViewById(id));
  }

  /** All words on the view and on what stands in it, a line each. */
  public static String words(View view) {
    if (view instanceof TextView text) {
      return text.getText() + "\n";
    }
    StringBuilder all = new StringBuilder();
    if (view instanceof ViewGroup group) {
      for (int i = 0; i < group.getChildCount(); i++) {
        all.append(words(group.getChildAt(i)));
      }
    }
    return all.toString();
  }

  /** Class name of the screen that the activity has opened. */
  public static String next(Activity activity) {
    return shadowOf(activity).getNextStartedActivity().getComponent().getClassName();
  }
}
