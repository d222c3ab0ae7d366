package simtrix.phone.screen;

import android.os.Bundle;
import android.widget.ListView;
import java.util.List;
import simtrix.phone.R;
import simtrix.phone.history.PastCall;
import simtrix.phone.panel.RecordLink;

/** The calls of the last seven days, and what has become of each in the CRM. */
public final class CallsActivity extends Screen {

  private CallsAdapter adapter;
  private boolean refreshing;

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    build(R.string.calls_title, R.layout.calls);
    tabs(Tab.CALLS);
    action(R.drawable.ic_refresh, R.string.calls_refresh, this::refresh);
    adapter = new CallsAdapter(this, times());
    ListView list = findViewById(R.id.calls_list);
    list.setAdapter(adapter);
    list.setOnItemClickListener((parent, row, position, id) -> open(position));
  }

  /** First what the phone knows, then what the server says. */
  @Override
  protected void onResume() {
    super.onResume();
    ask(() -> parts().history().recent(), this::show);
    refresh();
  }

  /** Once at a time: a server that does not answer keeps each asking waiting for long. */
  private void refresh() {
    if (refreshing) {
      return;
    }
    refreshing = true;
    visible(R.id.calls_progress, true);
    ask(
        () -> {
          parts().history().refresh();
          return parts().history().recent();
        },
        calls -> {
          refreshing = false;
          visible(R.id.calls_progress, false);
          show(calls);
        });
  }

  private void show(List<PastCall> calls) {
    adapter.show(calls);
    visible(R.id.calls_none, calls.isEmpty());
    visible(R.id.calls_list, !calls.isEmpty());
  }

  private void open(int position) {
    adapter.call(position).flatMap(PastCall::url).ifPresent(url -> RecordLink.open(this, url));
  }
}
