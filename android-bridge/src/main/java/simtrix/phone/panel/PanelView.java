package simtrix.phone.panel;

import android.content.Context;
import android.content.res.ColorStateList;
import android.content.res.Configuration;
import android.os.Build;
import android.view.ContextThemeWrapper;
import android.view.LayoutInflater;
import android.view.MotionEvent;
import android.view.View;
import android.view.ViewConfiguration;
import android.widget.FrameLayout;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.TextView;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import simtrix.phone.R;
import simtrix.phone.device.NewerAndroid;
import simtrix.phone.panel.PanelCall.Phase;
import simtrix.phone.panel.PanelModel.Business;
import simtrix.phone.panel.PanelModel.Note;

/** Draws the panel, and tells of the fingers on it. */
final class PanelView extends FrameLayout {

  /** What fingers do. Distances are in pixels from where the drag began. */
  interface Listener {
    void closed();

    void opened(String url);

    void dragStarted();

    void draggedBy(int dx, int dy);

    void dragEnded();

    /** The screen has turned, or its colours, its language or its letters have changed. */
    void screenChanged();
  }

  private final Listener listener;
  private final int slop;
  private int tallest = Integer.MAX_VALUE;
  private float downX;
  private float downY;
  private boolean dragging;

  PanelView(Context context, Listener listener) {
    super(context);
    this.listener = listener;
    this.slop = ViewConfiguration.get(context).getScaledTouchSlop();
    setMotionEventSplittingEnabled(false);
  }

  void limitHeight(int pixels) {
    tallest = pixels;
  }

  void show(PanelModel model) {
    removeAllViews();
    Context themed = new ContextThemeWrapper(getContext(), R.style.Theme_Simtrix);
    LayoutInflater.from(themed).inflate(R.layout.panel, this, true);
    tone(model.phase());
    text(R.id.panel_label, Optional.of(model.label()));
    text(R.id.panel_name, Optional.of(model.headline()));
    text(R.id.panel_company, model.company());
    lines(R.id.panel_details, model.details().stream());
    showBusiness(model.business());
    showNotes(model);
    findViewById(R.id.panel_close).setOnClickListener(close -> listener.closed());
    opens(findViewById(R.id.panel_who), model.url());
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
      announceAsPane(findViewById(R.id.panel_card));
    }
  }

  @NewerAndroid(Build.VERSION_CODES.P)
  private void announceAsPane(View card) {
    card.setAccessibilityPaneTitle(getContext().getString(R.string.panel_title));
  }

  private void tone(Phase phase) {
    int icon =
        switch (phase) {
          case KNOWN -> R.drawable.ic_person;
          case UNKNOWN -> R.drawable.ic_person_add;
          case ANONYMOUS -> R.drawable.ic_hidden;
          case OFFLINE -> R.drawable.ic_offline;
          case LOOKING_UP, SLOW -> R.drawable.ic_search;
        };
    int colour =
        switch (phase) {
          case KNOWN -> R.color.good;
          case UNKNOWN -> R.color.accent;
          case OFFLINE, SLOW -> R.color.warning;
          case ANONYMOUS, LOOKING_UP -> R.color.text_quiet;
        };
    ColorStateList tint = ColorStateList.valueOf(getContext().getColor(colour));
    ImageView image = findViewById(R.id.panel_icon);
    image.setImageResource(icon);
    image.setBackgroundTintList(tint);
    ((TextView) findViewById(R.id.panel_label)).setTextColor(tint);
  }

  private void showBusiness(Optional<Business> business) {
    View block = findViewById(R.id.panel_business);
    block.setVisibility(business.isPresent() ? VISIBLE : GONE);
    text(R.id.panel_business_kind, business.map(Business::kind));
    text(R.id.panel_business_title, business.flatMap(Business::title));
    text(R.id.panel_business_amount, business.flatMap(Business::amount));
    text(R.id.panel_business_stage, business.flatMap(Business::stage));
    opens(block, business.flatMap(Business::url));
  }

  private void showNotes(PanelModel model) {
    LinearLayout notes = findViewById(R.id.panel_notes);
    notes.setVisibility(model.notes().isEmpty() ? GONE : VISIBLE);
    for (Note note : model.notes()) {
      View row = LayoutInflater.from(notes.getContext()).inflate(R.layout.panel_note, notes, false);
      TextView text = row.findViewById(R.id.note_text);
      text.setText(note.text());
      int colour = note.warning() ? R.color.warning : R.color.text_quiet;
      text.setTextColor(getContext().getColor(colour));
      ImageView icon = row.findViewById(R.id.note_icon);
      icon.setImageResource(note.warning() ? R.drawable.ic_warning : R.drawable.ic_info);
      icon.setImageTintList(ColorStateList.valueOf(getContext().getColor(colour)));
      notes.addView(row);
    }
  }

  private void lines(int id, Stream<String> lines) {
    text(id, Optional.of(lines.collect(Collectors.joining("\n"))).filter(text -> !text.isEmpty()));
  }

  private void text(int id, Optional<String> text) {
    TextView view = findViewById(id);
    view.setText(text.orElse(""));
    view.setVisibility(text.isPresent() ? VISIBLE : GONE);
  }

  private void opens(View view, Optional<String> url) {
    view.setOnClickListener(url.isPresent() ? tapped -> listener.opened(url.get()) : null);
    view.setClickable(url.isPresent());
  }

  @Override
  protected void onMeasure(int widthSpec, int heightSpec) {
    int offered =
        MeasureSpec.getMode(heightSpec) == MeasureSpec.UNSPECIFIED
            ? tallest
            : Math.min(tallest, MeasureSpec.getSize(heightSpec));
    super.onMeasure(widthSpec, MeasureSpec.makeMeasureSpec(offered, MeasureSpec.AT_MOST));
  }

  @Override
  protected void onConfigurationChanged(Configuration changed) {
    super.onConfigurationChanged(changed);
    listener.screenChanged();
  }

  /** A finger that moves drags the panel, unless it moves over text that has to be scrolled. */
  @Override
  public boolean onInterceptTouchEvent(MotionEvent event) {
    if (event.getActionMasked() == MotionEvent.ACTION_DOWN) {
      begin(event);
      return false;
    }
    return event.getActionMasked() == MotionEvent.ACTION_MOVE && isDrag(event) && !isScroll();
  }

  @Override
  public boolean onTouchEvent(MotionEvent event) {
    switch (event.getActionMasked()) {
      case MotionEvent.ACTION_DOWN -> begin(event);
      case MotionEvent.ACTION_MOVE -> move(event);
      case MotionEvent.ACTION_UP, MotionEvent.ACTION_CANCEL -> end();
      default -> {}
    }
    return true;
  }

  private void begin(MotionEvent event) {
    downX = event.getRawX();
    downY = event.getRawY();
    dragging = false;
  }

  private void move(MotionEvent event) {
    if (!dragging && isDrag(event)) {
      dragging = true;
      listener.dragStarted();
    }
    if (dragging) {
      listener.draggedBy(Math.round(event.getRawX() - downX), Math.round(event.getRawY() - downY));
    }
  }

  private void end() {
    if (dragging) {
      dragging = false;
      listener.dragEnded();
    }
  }

  private boolean isDrag(MotionEvent event) {
    return Math.hypot(event.getRawX() - downX, event.getRawY() - downY) > slop;
  }

  private boolean isScroll() {
    View scroll = findViewById(R.id.panel_scroll);
    if (!scroll.canScrollVertically(1) && !scroll.canScrollVertically(-1)) {
      return false;
    }
    int[] corner = new int[2];
    scroll.getLocationOnScreen(corner);
    return downY >= corner[1];
  }
}
