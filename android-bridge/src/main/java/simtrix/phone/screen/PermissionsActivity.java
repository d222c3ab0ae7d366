package simtrix.phone.screen;

import android.content.Intent;
import android.os.Build;
import android.os.Bundle;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;
import android.widget.Button;
import android.widget.TextView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import simtrix.phone.R;
import simtrix.phone.health.Need;

/** What Android has to allow: for each need why, whether it is met, and a button. */
public final class PermissionsActivity extends Screen {

  private NeedRequest request;

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    build(R.string.permissions_title, R.layout.permissions);
    step(2);
    tabs(Tab.PERMISSIONS);
    request = new NeedRequest(this);
    Maker.of(Build.MANUFACTURER).ifPresent(this::showMaker);
    visible(R.id.permissions_restricted, Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU);
    onTap(R.id.permissions_app_page, request::openAppPage);
    visible(R.id.permissions_continue, isFirstRun());
    onTap(R.id.permissions_continue, this::goOn);
  }

  @Override
  protected void onResume() {
    super.onResume();
    show(parts().health().needs());
  }

  private void show(Map<Need, Boolean> needs) {
    ViewGroup list = findViewById(R.id.permissions_needs);
    list.removeAllViews();
    List<Need> known =
        NeedWords.ORDER.stream().filter(needs::containsKey).collect(Collectors.toList());
    known.forEach(need -> list.addView(row(list, need, needs.get(need))));
    long met = known.stream().filter(needs::get).count();
    text(R.id.permissions_count, getString(R.string.permissions_count, met, known.size()));
  }

  private View row(ViewGroup list, Need need, boolean met) {
    View row = LayoutInflater.from(this).inflate(R.layout.need, list, false);
    NeedWords.Weight weight = NeedWords.weight(need);
    boolean urgent = !met && NeedWords.weight(need) == NeedWords.Weight.REQUIRED;
    int colour = met ? R.color.good : urgent ? R.color.bad : R.color.warning;
    badge(
        row.findViewById(R.id.need_badge),
        met ? R.drawable.ic_check : R.drawable.ic_warning,
        colour);
    row.<TextView>findViewById(R.id.need_title).setText(NeedWords.title(need));
    row.<TextView>findViewById(R.id.need_state).setText(met ? R.string.need_met : weight.label);
    row.<TextView>findViewById(R.id.need_state).setTextColor(getColor(colour));
    row.<TextView>findViewById(R.id.need_why).setText(NeedWords.why(need));
    Button button = row.findViewById(R.id.need_button);
    button.setVisibility(met ? View.GONE : View.VISIBLE);
    button.setContentDescription(
        getString(R.string.need_allow_what, getString(NeedWords.title(need))));
    button.setOnClickListener(tapped -> request.ask(need));
    return row;
  }

  private void showMaker(Maker maker) {
    visible(R.id.permissions_maker, true);
    text(R.id.maker_title, getString(R.string.maker_title, getString(maker.label)));
    text(R.id.maker_help, getString(maker.help));
    onTap(R.id.maker_open, () -> request.open(maker.pages()));
    visible(R.id.maker_overlay, maker == Maker.XIAOMI);
    onTap(
        R.id.maker_overlay_open,
        () ->
            request.open(
                new ArrayList<>(List.of(Maker.xiaomisOtherPermissions(getPackageName())))));
  }

  private void goOn() {
    new FirstRun(this).passed(FirstRun.Step.PERMISSIONS);
    startActivity(new Intent(this, SelfTestActivity.class).putExtra(FIRST_RUN, true));
    finish();
  }

  @Override
  public void onRequestPermissionsResult(int number, String[] permissions, int[] answers) {
    show(parts().health().needs());
  }
}
