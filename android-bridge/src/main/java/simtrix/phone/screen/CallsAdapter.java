package simtrix.phone.screen;

import android.content.Context;
import android.content.res.ColorStateList;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;
import android.widget.BaseAdapter;
import android.widget.ImageView;
import android.widget.TextView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import simtrix.phone.R;
import simtrix.phone.history.PastCall;

/** The rows of the calls: each day begins with its name. */
final class CallsAdapter extends BaseAdapter {

  private final Context context;
  private final Times times;
  private final List<Row> rows = new ArrayList<>();

  CallsAdapter(Context context, Times times) {
    this.context = context;
    this.times = times;
  }

  /** A call, or the name of a day. */
  private record Row(Optional<PastCall> call, String day) {}

  void show(List<PastCall> calls) {
    rows.clear();
    Optional<LocalDate> last = Optional.empty();
    for (PastCall call : calls) {
      LocalDate day = times.day(call.rangAt());
      if (!last.equals(Optional.of(day))) {
        rows.add(new Row(Optional.empty(), times.name(day)));
      }
      last = Optional.of(day);
      rows.add(new Row(Optional.of(call), ""));
    }
    notifyDataSetChanged();
  }

  Optional<PastCall> call(int position) {
    return rows.get(position).call();
  }

  @Override
  public int getCount() {
    return rows.size();
  }

  @Override
  public Object getItem(int position) {
    return rows.get(position);
  }

  @Override
  public long getItemId(int position) {
    return position;
  }

  @Override
  public int getViewTypeCount() {
    return 2;
  }

  @Override
  public int getItemViewType(int position) {
    return call(position).isPresent() ? 1 : 0;
  }

  /** The name of a day does nothing when it is tapped, nor does a call without a record. */
  @Override
  public boolean isEnabled(int position) {
    return call(position).flatMap(PastCall::url).isPresent();
  }

  @Override
  public boolean areAllItemsEnabled() {
    return false;
  }

  @Override
  public View getView(int position, View used, ViewGroup list) {
    Row row = rows.get(position);
    int layout = row.call().isPresent() ? R.layout.call : R.layout.day;
    View view = used != null ? used : LayoutInflater.from(context).inflate(layout, list, false);
    row.call()
        .ifPresentOrElse(
            call -> fill(view, call),
            () -> view.<TextView>findViewById(R.id.day_name).setText(row.day()));
    return view;
  }

  private void fill(View view, PastCall call) {
    Screen.badge(view.findViewById(R.id.call_badge), CallWords.icon(call), CallWords.tint(call));
    view.<TextView>findViewById(R.id.call_who).setText(CallWords.who(context, call));
    text(view, R.id.call_company, call.company());
    text(view, R.id.call_what, Optional.of(what(call)));
    TextView state = view.findViewById(R.id.call_state);
    state.setText(CallWords.state(call.state()));
    int colour = context.getColor(CallWords.colour(call.state()));
    state.setTextColor(colour);
    view.<ImageView>findViewById(R.id.call_dot).setImageTintList(ColorStateList.valueOf(colour));
    view.findViewById(R.id.call_open)
        .setVisibility(call.url().isPresent() ? View.VISIBLE : View.INVISIBLE);
    view.setContentDescription(spoken(call));
  }

  private String what(PastCall call) {
    Optional<String> number =
        call.number()
            .filter(known -> call.name().filter(name -> !name.isBlank()).isPresent())
            .map(known -> known.replace(' ', '\u00a0'));
    Optional<String> talk =
        call.talk().isZero() ? Optional.empty() : Optional.of(times.length(call.talk()));
    return Stream.of(
            Optional.of(times.time(call.rangAt())),
            Optional.of(context.getString(CallWords.outcome(call))),
            talk,
            number)
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" · "));
  }

  private String spoken(PastCall call) {
    return Stream.of(
            Optional.of(CallWords.who(context, call)),
            call.company(),
            Optional.of(what(call)),
            Optional.of(context.getString(CallWords.state(call.state()))),
            call.url().map(url -> context.getString(R.string.calls_open)))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static void text(View view, int id, Optional<String> text) {
    TextView field = view.findViewById(id);
    field.setText(text.orElse(""));
    field.setVisibility(text.isPresent() ? View.VISIBLE : View.GONE);
  }
}
