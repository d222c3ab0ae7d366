package simtrix.phone.screen;

import android.content.Context;
import android.content.Intent;
import android.content.res.ColorStateList;
import android.util.AttributeSet;
import android.util.TypedValue;
import android.view.LayoutInflater;
import android.view.View;
import android.widget.ImageView;
import android.widget.LinearLayout;
import android.widget.TextView;
import simtrix.phone.R;

/** The bar at the bottom. Its words shrink rather than lose their ends. */
public final class TabBar extends LinearLayout {

  private static final int SMALLEST = 9;
  private static final int USUAL = 12;

  public TabBar(Context context, AttributeSet attributes) {
    super(context, attributes);
    setOrientation(HORIZONTAL);
  }

  void show(Tab current) {
    removeAllViews();
    for (Tab tab : Tab.values()) {
      addView(button(tab, tab == current), new LayoutParams(0, LayoutParams.WRAP_CONTENT, 1));
    }
  }

  private View button(Tab tab, boolean current) {
    View button = LayoutInflater.from(getContext()).inflate(R.layout.tab, this, false);
    button.setId(tab.label);
    ColorStateList colour =
        ColorStateList.valueOf(
            getContext().getColor(current ? R.color.accent : R.color.text_quiet));
    ImageView icon = button.findViewById(R.id.tab_icon);
    icon.setImageResource(tab.icon);
    icon.setImageTintList(colour);
    icon.setBackgroundResource(current ? R.drawable.tab_current : 0);
    TextView label = button.findViewById(R.id.tab_label);
    label.setText(tab.label);
    label.setTextColor(colour);
    label.setAutoSizeTextTypeUniformWithConfiguration(
        SMALLEST, largest(), 1, TypedValue.COMPLEX_UNIT_DIP);
    button.setSelected(current);
    button.setContentDescription(getContext().getString(tab.label));
    button.setOnClickListener(tapped -> open(tab, current));
    return button;
  }

  /** Larger letters where the user wants them, as far as four tabs have room. */
  private int largest() {
    return Math.round(USUAL * Math.min(1.4f, getResources().getConfiguration().fontScale));
  }

  private void open(Tab tab, boolean current) {
    if (!current) {
      getContext()
          .startActivity(
              new Intent(getContext(), tab.screen)
                  .addFlags(
                      Intent.FLAG_ACTIVITY_REORDER_TO_FRONT | Intent.FLAG_ACTIVITY_NO_ANIMATION));
    }
  }
}
