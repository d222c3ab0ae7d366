package simtrix.phone.panel;

import android.app.Notification;
import android.app.NotificationChannel;
import android.app.NotificationManager;
import android.app.PendingIntent;
import android.content.Context;
import android.content.Intent;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import simtrix.phone.R;

/**
 * The panel as a notification: loud (heads-up) where no window may be drawn, quiet on a locked
 * screen, where some makers hide the window though they allowed it.
 */
final class PanelNotice {

  static final int ID = 7001;
  static final String LOUD = "caller";
  static final String QUIET = "caller-on-lock-screen";

  private final Context context;
  private final NotificationManager notifications;
  private final BooleanSupplier locked;
  private final PanelPreferences preferences;
  private Optional<Shown> shown = Optional.empty();

  PanelNotice(Context context, BooleanSupplier locked, PanelPreferences preferences) {
    this.context = context;
    this.locked = locked;
    this.preferences = preferences;
    this.notifications = context.getSystemService(NotificationManager.class);
  }

  /**
   * @param discreet what a locked screen shows where its owner wants no names on it
   * @param windowDrawn whether the panel stands in its window already
   */
  void show(PanelModel open, PanelModel discreet, boolean windowDrawn) {
    if (windowDrawn && !locked.getAsBoolean()) {
      clear();
      return;
    }
    boolean names = preferences.namesOnLockScreen();
    Shown next = new Shown(open, discreet, windowDrawn ? QUIET : LOUD, names);
    if (!shown.equals(Optional.of(next))) {
      shown = Optional.of(next);
      makeChannels();
      notifications.notify(ID, notification(next));
    }
  }

  void clear() {
    if (shown.isPresent()) {
      shown = Optional.empty();
      notifications.cancel(ID);
    }
  }

  private Notification notification(Shown next) {
    Notification.Builder builder = builder(next.channel, next.open);
    builder.setStyle(new Notification.BigTextStyle().bigText(next.open.spoken()));
    next.open
        .url()
        .flatMap(RecordLink::intent)
        .ifPresent(intent -> builder.setContentIntent(opening(intent)));
    builder.setVisibility(
        next.names ? Notification.VISIBILITY_PUBLIC : Notification.VISIBILITY_PRIVATE);
    builder.setPublicVersion(builder(next.channel, next.names ? next.open : next.discreet).build());
    return builder.build();
  }

  private Notification.Builder builder(String channel, PanelModel model) {
    return new Notification.Builder(context, channel)
        .setSmallIcon(R.drawable.ic_caller)
        .setColor(context.getColor(R.color.accent))
        .setContentTitle(model.headline())
        .setContentText(model.summary())
        .setCategory(Notification.CATEGORY_CALL)
        .setOnlyAlertOnce(true)
        .setShowWhen(false)
        .setTimeoutAfter(PanelCalls.LONGEST_RING.toMillis());
  }

  private PendingIntent opening(Intent intent) {
    return PendingIntent.getActivity(
        context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT | PendingIntent.FLAG_IMMUTABLE);
  }

  /** Without a sound of their own: the phone is ringing already. */
  private void makeChannels() {
    NotificationChannel loud =
        new NotificationChannel(
            LOUD, context.getString(R.string.channel_caller), NotificationManager.IMPORTANCE_HIGH);
    NotificationChannel quiet =
        new NotificationChannel(
            QUIET,
            context.getString(R.string.channel_caller_locked),
            NotificationManager.IMPORTANCE_DEFAULT);
    for (NotificationChannel channel : new NotificationChannel[] {loud, quiet}) {
      channel.setSound(null, null);
      channel.enableVibration(false);
      channel.setShowBadge(false);
      channel.setLockscreenVisibility(Notification.VISIBILITY_PUBLIC);
      notifications.createNotificationChannel(channel);
    }
  }

  private record Shown(PanelModel open, PanelModel discreet, String channel, boolean names) {}
}
