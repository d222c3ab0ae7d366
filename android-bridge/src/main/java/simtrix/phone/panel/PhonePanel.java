package simtrix.phone.panel;

import android.app.KeyguardManager;
import android.content.Context;
import android.os.Handler;
import android.os.Looper;
import android.os.SystemClock;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import simtrix.phone.account.Account;
import simtrix.phone.call.Ring;
import simtrix.phone.server.Card;

/**
 * The panel of this phone: a window over the ringing call, or a notification where Android lets no
 * window be drawn. All of it happens on the main thread, in the order in which it was said.
 */
public final class PhonePanel implements Panel {

  private static final long LOOK_AT_LOCK_AGAIN = 1000;

  private final Handler main = new Handler(Looper.getMainLooper());
  private final PanelCalls calls = new PanelCalls(SystemClock::elapsedRealtime);
  private final Runnable refresh = this::refresh;
  private final BooleanSupplier wanted;
  private final BooleanSupplier namesHidden;
  private final Context context;
  private final Surface window;
  private final PanelNotice notice;

  /**
   * @param context the application's
   * @param account says whether company and user want a panel
   */
  public PhonePanel(Context context, Account account) {
    PanelPreferences preferences = new PanelPreferences(context);
    KeyguardManager keyguard = context.getSystemService(KeyguardManager.class);
    this.context = context;
    this.wanted = account::showsPanel;
    this.namesHidden = () -> keyguard.isKeyguardLocked() && !preferences.namesOnLockScreen();
    this.window = new PanelWindow(context, preferences, keyguard::isKeyguardLocked, this::close);
    this.notice = new PanelNotice(context, keyguard::isKeyguardLocked, preferences);
  }

  @Override
  public void ringing(Ring ring) {
    if (wanted.getAsBoolean()) {
      change(known -> known.ringing(ring));
    }
  }

  @Override
  public void card(UUID call, Card card, boolean fromPhone) {
    change(known -> known.card(call, card, fromPhone));
  }

  @Override
  public void slow(UUID call) {
    change(known -> known.slow(call));
  }

  @Override
  public void offline(UUID call) {
    change(known -> known.offline(call));
  }

  @Override
  public void answered(UUID call) {
    change(known -> known.answered(call));
  }

  @Override
  public void ended(UUID call) {
    change(known -> known.ended(call));
  }

  private void close() {
    change(PanelCalls::close);
  }

  private void change(Consumer<PanelCalls> change) {
    main.post(
        () -> {
          change.accept(calls);
          refresh();
        });
  }

  private void refresh() {
    main.removeCallbacks(refresh);
    calls.shown().ifPresentOrElse(this::show, this::clear);
    calls.nextChange().ifPresent(wait -> main.postDelayed(refresh, Math.max(0, wait)));
  }

  private void show(PanelCall call) {
    PanelWords words = new PanelWords(context.getResources());
    boolean hidden = namesHidden.getAsBoolean();
    PanelModel discreet = words.withoutNames(call);
    PanelModel open = words.of(call);
    boolean drawn = window.show(hidden ? discreet : open);
    notice.show(open, discreet, drawn);
    if (hidden) {
      main.postDelayed(refresh, LOOK_AT_LOCK_AGAIN);
    }
  }

  private void clear() {
    window.clear();
    notice.clear();
  }
}
