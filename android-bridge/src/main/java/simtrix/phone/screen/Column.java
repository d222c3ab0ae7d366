package simtrix.phone.screen;

import android.content.Context;
import android.util.AttributeSet;
import android.widget.LinearLayout;
import simtrix.phone.R;

/** A column of cards that does not become wider than can be read well. */
public final class Column extends LinearLayout {

  public Column(Context context, AttributeSet attributes) {
    super(context, attributes);
    setOrientation(VERTICAL);
  }

  @Override
  protected void onMeasure(int widthSpec, int heightSpec) {
    int widest = getResources().getDimensionPixelSize(R.dimen.column);
    int offered = MeasureSpec.getSize(widthSpec);
    super.onMeasure(
        MeasureSpec.makeMeasureSpec(Math.min(widest, offered), MeasureSpec.EXACTLY), heightSpec);
  }
}
