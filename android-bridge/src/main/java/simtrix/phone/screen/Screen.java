package simtrix.phone.screen;

import android.app.Activity;
import android.content.Context;
import android.content.Intent;
import android.content.res.ColorStateList;
import android.graphics.Insets;
import android.os.Build;
import android.view.View;
import android.view.WindowInsets;
import android.widget.FrameLayout;
import android.widget.ImageView;
import android.widget.TextView;
import java.util.function.Consumer;
import java.util.function.Supplier;
import simtrix.phone.R;
import simtrix.phone.app.Parts;
import simtrix.phone.app.PartsSource;
import simtrix.phone.device.NewerAndroid;

/** What all screens have in common: title, content, tabs, and room for the bars of the system. */
abstract class Screen extends Activity {

  /** With it a screen is a step of the first run and has no tabs. */
  static final String FIRST_RUN = "simtrix.phone.FIRST_RUN";

  final Parts parts() {
    return ((PartsSource) getApplication()).parts();
  }

  final Times times() {
    return new Times(this, parts().clock());
  }

  final boolean isFirstRun() {
    return getIntent().getBooleanExtra(FIRST_RUN, false);
  }

  /** Puts the content between title and tabs. */
  final void build(int title, int content) {
    setTitle(title);
    setContentView(R.layout.screen);
    TextView heading = findViewById(R.id.screen_title);
    heading.setText(title);
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
      markAsHeading(heading);
    }
    FrameLayout room = findViewById(R.id.screen_content);
    getLayoutInflater().inflate(content, room, true);
    makeRoomForBars();
  }

  final void tabs(Tab current) {
    if (!isFirstRun()) {
      TabBar bar = findViewById(R.id.screen_tabs);
      bar.setVisibility(View.VISIBLE);
      bar.show(current);
    }
  }

  final void step(int number) {
    if (isFirstRun()) {
      TextView step = findViewById(R.id.screen_step);
      step.setVisibility(View.VISIBLE);
      step.setText(getString(R.string.step, number, 3));
    }
  }

  final void action(int icon, int label, Runnable whenTapped) {
    ImageView action = findViewById(R.id.screen_action);
    action.setVisibility(View.VISIBLE);
    action.setImageResource(icon);
    action.setContentDescription(getString(label));
    action.setOnClickListener(tapped -> whenTapped.run());
  }

  /** Works beside the main thread and shows the answer, if the screen is still there. */
  final <T> void ask(Supplier<T> work, Consumer<T> show) {
    parts()
        .background()
        .execute(
            () -> {
              T answer = work.get();
              runOnUiThread(
                  () -> {
                    if (!isDestroyed()) {
                      show.accept(answer);
                    }
                  });
            });
  }

  final void go(Class<? extends Screen> screen) {
    startActivity(new Intent(this, screen).putExtra(FIRST_RUN, isFirstRun()));
  }

  final void onTap(int id, Runnable action) {
    findViewById(id).setOnClickListener(tapped -> action.run());
  }

  final void text(int id, CharSequence text) {
    this.<TextView>findViewById(id).setText(text);
  }

  final void visible(int id, boolean visible) {
    findViewById(id).setVisibility(visible ? View.VISIBLE : View.GONE);
  }

  /** A round badge: its icon and the colour that says how well it stands. */
  static void badge(ImageView badge, int icon, int colour) {
    Context context = badge.getContext();
    badge.setImageResource(icon);
    badge.setBackgroundTintList(ColorStateList.valueOf(context.getColor(colour)));
  }

  /** From Android 15 on every app draws under the bars, so on all versions this one does. */
  private void makeRoomForBars() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
      drawUnderBars();
    }
    View root = findViewById(R.id.screen_root);
    View tabs = findViewById(R.id.screen_tabs);
    root.setOnApplyWindowInsetsListener(
        (view, insets) -> {
          int[] room = roomFor(insets);
          boolean hasTabs = tabs.getVisibility() == View.VISIBLE;
          root.setPadding(room[0], room[1], room[2], hasTabs ? 0 : room[3]);
          tabs.setPadding(0, 0, 0, hasTabs ? room[3] : 0);
          return insets;
        });
  }

  @NewerAndroid(Build.VERSION_CODES.P)
  private static void markAsHeading(View heading) {
    heading.setAccessibilityHeading(true);
  }

  /** Deprecated because Android 15 does it without being asked; 11 to 14 do not. */
  @NewerAndroid(Build.VERSION_CODES.R)
  @SuppressWarnings("deprecation")
  private void drawUnderBars() {
    getWindow().setDecorFitsSystemWindows(false);
  }

  @SuppressWarnings("deprecation")
  private static int[] roomFor(WindowInsets insets) {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
      return roomByType(insets);
    }
    return new int[] {
      insets.getSystemWindowInsetLeft(),
      insets.getSystemWindowInsetTop(),
      insets.getSystemWindowInsetRight(),
      insets.getSystemWindowInsetBottom()
    };
  }

  @NewerAndroid(Build.VERSION_CODES.R)
  private static int[] roomByType(WindowInsets insets) {
    Insets room =
        insets.getInsets(
            WindowInsets.Type.systemBars()
                | WindowInsets.Type.displayCutout()
                | WindowInsets.Type.ime());
    return new int[] {room.left, room.top, room.right, room.bottom};
  }
}
