package simtrix.phone.panel;

import android.content.Context;
import android.graphics.Insets;
import android.graphics.PixelFormat;
import android.graphics.Point;
import android.graphics.Rect;
import android.hardware.display.DisplayManager;
import android.os.Build;
import android.provider.Settings;
import android.util.DisplayMetrics;
import android.view.Display;
import android.view.Gravity;
import android.view.View;
import android.view.WindowInsets;
import android.view.WindowManager;
import android.view.WindowManager.LayoutParams;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import simtrix.phone.R;
import simtrix.phone.device.NewerAndroid;

/**
 * The panel in a window over everything else. There is one window at most, and it is drawn anew in
 * place: to take it away and put up another would flicker.
 */
final class PanelWindow implements Surface {

  private final Context context;
  private final WindowManager windows;
  private final PanelPreferences preferences;
  private final BooleanSupplier locked;
  private final PanelView view;
  private final LayoutParams place = params();
  private Optional<PanelModel> shown = Optional.empty();

  PanelWindow(Context app, PanelPreferences preferences, BooleanSupplier locked, Runnable onClose) {
    this.context = forOverlays(app);
    this.windows = context.getSystemService(WindowManager.class);
    this.preferences = preferences;
    this.locked = locked;
    this.view = new PanelView(context, new Touches(onClose));
    view.addOnLayoutChangeListener((v, l, t, r, b, ol, ot, or, ob) -> keepOnScreen());
  }

  @Override
  public boolean show(PanelModel model) {
    if (!Settings.canDrawOverlays(context)) {
      clear();
      return false;
    }
    if (shown.equals(Optional.of(model))) {
      return true;
    }
    view.show(model);
    boolean drawn = shown.isPresent() || add();
    shown = drawn ? Optional.of(model) : Optional.empty();
    return drawn;
  }

  @Override
  public void clear() {
    if (shown.isPresent()) {
      shown = Optional.empty();
      windows.removeViewImmediate(view);
    }
  }

  /** The permission may be there and the maker's phone still say no. */
  private boolean add() {
    putInPlace();
    try {
      windows.addView(view, place);
      return true;
    } catch (WindowManager.BadTokenException | SecurityException | IllegalStateException refused) {
      return false;
    }
  }

  private void putInPlace() {
    Rect area = area();
    int margin = context.getResources().getDimensionPixelSize(R.dimen.panel_margin);
    int widest = context.getResources().getDimensionPixelSize(R.dimen.panel_width);
    place.width = Math.min(widest, area.width() - 2 * margin);
    view.limitHeight(area.height() - 2 * margin);
    Point corner =
        preferences
            .position(orientation())
            .orElseGet(
                () ->
                    new Point(
                        area.left + (area.width() - place.width) / 2,
                        area.top + area.height() / 6));
    moveTo(corner, area);
  }

  private void moveTo(Point corner, Rect area) {
    int height = view.getHeight();
    place.x = Math.max(area.left, Math.min(corner.x, area.right - place.width));
    place.y = Math.max(area.top, Math.min(corner.y, area.bottom - height));
  }

  /** The panel grows when the card comes, and the screen turns. */
  private void keepOnScreen() {
    int x = place.x;
    int y = place.y;
    moveTo(new Point(x, y), area());
    if ((x != place.x || y != place.y) && view.isAttachedToWindow()) {
      view.post(this::update);
    }
  }

  private void update() {
    if (view.isAttachedToWindow()) {
      windows.updateViewLayout(view, place);
    }
  }

  private int orientation() {
    return context.getResources().getConfiguration().orientation;
  }

  /** The part of the screen that neither bars nor camera take. */
  private Rect area() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
      return areaBetweenBars();
    }
    DisplayMetrics usable = context.getResources().getDisplayMetrics();
    return new Rect(0, 0, usable.widthPixels, usable.heightPixels);
  }

  /** Edge by edge, because Rect.inset(Insets) came only with Android 12. */
  @NewerAndroid(Build.VERSION_CODES.R)
  private Rect areaBetweenBars() {
    var metrics = windows.getCurrentWindowMetrics();
    Rect screen = metrics.getBounds();
    Insets bars =
        metrics
            .getWindowInsets()
            .getInsets(WindowInsets.Type.systemBars() | WindowInsets.Type.displayCutout());
    return new Rect(
        screen.left + bars.left,
        screen.top + bars.top,
        screen.right - bars.right,
        screen.bottom - bars.bottom);
  }

  private static Context forOverlays(Context app) {
    return Build.VERSION.SDK_INT >= Build.VERSION_CODES.R ? windowContext(app) : app;
  }

  @NewerAndroid(Build.VERSION_CODES.R)
  private static Context windowContext(Context app) {
    Display display =
        app.getSystemService(DisplayManager.class).getDisplay(Display.DEFAULT_DISPLAY);
    return app.createDisplayContext(display)
        .createWindowContext(LayoutParams.TYPE_APPLICATION_OVERLAY, null);
  }

  /** FLAG_SHOW_WHEN_LOCKED is deprecated for activities; other windows have nothing else. */
  @SuppressWarnings("deprecation")
  private static LayoutParams params() {
    LayoutParams params =
        new LayoutParams(
            LayoutParams.WRAP_CONTENT,
            LayoutParams.WRAP_CONTENT,
            LayoutParams.TYPE_APPLICATION_OVERLAY,
            LayoutParams.FLAG_NOT_FOCUSABLE
                | LayoutParams.FLAG_SHOW_WHEN_LOCKED
                | LayoutParams.FLAG_LAYOUT_IN_SCREEN
                | LayoutParams.FLAG_HARDWARE_ACCELERATED,
            PixelFormat.TRANSLUCENT);
    params.gravity = Gravity.TOP | Gravity.LEFT;
    params.windowAnimations = android.R.style.Animation_Toast;
    params.setTitle("SIMtrix");
    return params;
  }

  private final class Touches implements PanelView.Listener {
    private final Runnable onClose;
    private Point start = new Point();

    private Touches(Runnable onClose) {
      this.onClose = onClose;
    }

    @Override
    public void closed() {
      onClose.run();
    }

    @Override
    public void opened(String url) {
      if (!locked.getAsBoolean()) {
        RecordLink.open(context, url);
      }
    }

    @Override
    public void dragStarted() {
      start = new Point(place.x, place.y);
    }

    @Override
    public void draggedBy(int dx, int dy) {
      moveTo(new Point(start.x + dx, start.y + dy), area());
      update();
    }

    @Override
    public void dragEnded() {
      preferences.keepPosition(orientation(), new Point(place.x, place.y));
    }

    @Override
    public void screenChanged() {
      shown.ifPresent(
          model -> {
            view.show(model);
            putInPlace();
            update();
          });
    }
  }

  /** For tests: what stands in the window. */
  View view() {
    return view;
  }
}
