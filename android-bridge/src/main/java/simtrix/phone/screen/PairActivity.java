package simtrix.phone.screen;

import android.content.Intent;
import android.content.pm.ApplicationInfo;
import android.os.Bundle;
import android.text.Editable;
import android.view.inputmethod.EditorInfo;
import android.widget.EditText;
import java.util.Optional;
import simtrix.phone.R;
import simtrix.phone.account.Pairing;
import simtrix.phone.account.PairingCode;
import simtrix.phone.account.PairingResult;

/**
 * Pairs the phone with a server: by a scanned code, a typed one, or a link. Whichever it is, the
 * user sees the server's name and agrees before anything is sent to it.
 */
public final class PairActivity extends Screen {

  private static final String SERVER = "server";
  private static final String CODE = "code";
  private static final int SCAN = 1;

  private Optional<PairingCode> asked = Optional.empty();

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    build(R.string.pair_title, R.layout.pair);
    step(1);
    ask(
        () -> parts().account().pairing(),
        before ->
            before.ifPresent(old -> action(R.drawable.ic_close, R.string.cancel, this::finish)));
    onTap(R.id.pair_scan, () -> startActivityForResult(new Intent(this, ScanActivity.class), SCAN));
    onTap(R.id.pair_typed, this::readTyped);
    onTap(R.id.pair_confirm, () -> asked.ifPresent(this::pair));
    onTap(R.id.pair_cancel, this::enter);
    this.<EditText>findViewById(R.id.pair_code)
        .setOnEditorActionListener(
            (view, action, event) -> {
              if (action == EditorInfo.IME_ACTION_DONE) {
                readTyped();
              }
              return action == EditorInfo.IME_ACTION_DONE;
            });
    enter();
    restoreOrFollow(saved);
  }

  private void restoreOrFollow(Bundle saved) {
    if (saved == null) {
      follow(getIntent());
    } else if (saved.containsKey(CODE)) {
      confirm(new PairingCode(saved.getString(SERVER, ""), saved.getString(CODE, "")));
    }
  }

  @Override
  protected void onNewIntent(Intent intent) {
    super.onNewIntent(intent);
    follow(intent);
  }

  @Override
  protected void onSaveInstanceState(Bundle out) {
    super.onSaveInstanceState(out);
    asked.ifPresent(
        code -> {
          out.putString(SERVER, code.server());
          out.putString(CODE, code.code());
        });
  }

  @Override
  protected void onActivityResult(int request, int result, Intent answer) {
    if (request == SCAN && result == RESULT_OK) {
      readLink(answer.getStringExtra(ScanActivity.TEXT));
    }
  }

  private void follow(Intent intent) {
    if (Intent.ACTION_VIEW.equals(intent.getAction()) && intent.getData() != null) {
      readLink(intent.getDataString());
    }
  }

  private void readLink(String text) {
    PairingLink.read(text)
        .ifPresentOrElse(
            link -> judge(link.server(), link.code()), () -> fail(R.string.pair_bad_link));
  }

  private void readTyped() {
    Optional<String> code = PairingLink.code(typed(R.id.pair_code));
    if (code.isEmpty()) {
      fail(R.string.pair_bad_code);
    } else {
      judge(typed(R.id.pair_server), code.get());
    }
  }

  private void judge(String server, String code) {
    TypedAddress address = TypedAddress.read(server, isDebug());
    switch (address.verdict()) {
      case GOOD -> confirm(new PairingCode(address.url(), code));
      case NOT_SECURE -> fail(R.string.pair_not_secure);
      case NO_ADDRESS -> fail(R.string.pair_bad_server);
    }
  }

  private void confirm(PairingCode code) {
    asked = Optional.of(code);
    visible(R.id.pair_enter, false);
    visible(R.id.pair_asking, true);
    visible(R.id.pair_buttons, true);
    visible(R.id.pair_progress, false);
    say(Optional.empty());
    text(R.id.pair_host, TypedAddress.read(code.server(), true).host());
    ask(() -> parts().account().pairing(), this::showWhatIsReplaced);
  }

  private void showWhatIsReplaced(Optional<Pairing> before) {
    visible(R.id.pair_replaces, before.isPresent());
    before.ifPresent(
        old ->
            text(
                R.id.pair_replaces,
                getString(R.string.pair_replaces, TypedAddress.read(old.server(), true).host())));
  }

  private void enter() {
    asked = Optional.empty();
    visible(R.id.pair_enter, true);
    visible(R.id.pair_asking, false);
    say(Optional.empty());
  }

  private void pair(PairingCode code) {
    visible(R.id.pair_buttons, false);
    visible(R.id.pair_progress, true);
    ask(() -> parts().account().pair(code), this::done);
  }

  private void done(PairingResult result) {
    switch (result) {
      case PAIRED -> ask(() -> new FirstRun(this).next(parts().account()), this::goOn);
      case WRONG_CODE -> fail(R.string.pair_wrong_code);
      case TOO_MANY_TRIES -> fail(R.string.pair_too_many);
      case NO_ANSWER -> fail(R.string.pair_no_answer);
      case NOT_A_SERVER -> fail(R.string.pair_not_a_server);
      case NOT_NOW -> fail(R.string.pair_not_now);
    }
  }

  /** A link may pair a phone whose user has never seen the app: the first run goes on then too. */
  private void goOn(FirstRun.Step next) {
    if (next == FirstRun.Step.PERMISSIONS) {
      startActivity(new Intent(this, PermissionsActivity.class).putExtra(FIRST_RUN, true));
    } else {
      startActivity(
          new Intent(this, StatusActivity.class).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP));
    }
    finish();
  }

  private void fail(int sentence) {
    enter();
    say(Optional.of(getString(sentence)));
  }

  private void say(Optional<String> sentence) {
    visible(R.id.pair_problem, sentence.isPresent());
    text(R.id.pair_problem_text, sentence.orElse(""));
  }

  private String typed(int field) {
    Editable text = this.<EditText>findViewById(field).getText();
    return text.toString();
  }

  private boolean isDebug() {
    return (getApplicationInfo().flags & ApplicationInfo.FLAG_DEBUGGABLE) != 0;
  }
}
