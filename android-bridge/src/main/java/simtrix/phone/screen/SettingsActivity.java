package simtrix.phone.screen;

import android.app.AlertDialog;
import android.content.ActivityNotFoundException;
import android.content.Intent;
import android.content.pm.PackageManager;
import android.net.Uri;
import android.os.Bundle;
import android.provider.DocumentsContract;
import android.widget.Switch;
import java.util.List;
import java.util.Optional;
import simtrix.phone.R;
import simtrix.phone.account.Account;
import simtrix.phone.account.Pairing;
import simtrix.phone.panel.PanelPreferences;
import simtrix.phone.recording.RecordingFolder;
import simtrix.phone.server.PhoneSettings;

/** What the user decides: panel, locked screen, recordings, and the pairing's end. */
public final class SettingsActivity extends Screen {

  private static final int FOLDER = 30;

  private PanelPreferences panel;
  private RecordingFolder folder;

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    build(R.string.settings_title, R.layout.settings);
    tabs(Tab.SETTINGS);
    panel = new PanelPreferences(this);
    folder = new RecordingFolder(this);
    onTap(R.id.settings_folder, this::chooseFolder);
    onTap(R.id.settings_pair, () -> startActivity(new Intent(this, PairActivity.class)));
    onTap(R.id.settings_unpair, this::askToUnpair);
    text(R.id.settings_version, getString(R.string.settings_version, version()));
  }

  @Override
  protected void onResume() {
    super.onResume();
    look();
  }

  private void look() {
    ask(this::kept, this::show);
  }

  private Kept kept() {
    Account account = parts().account();
    return new Kept(
        account.settings(), account.showsPanel(), account.sendsRecordings(), account.pairing());
  }

  private record Kept(
      PhoneSettings company, boolean panel, boolean recordings, Optional<Pairing> pairing) {}

  private void show(Kept kept) {
    Account account = parts().account();
    boolean overlay = kept.company.overlay();
    boolean recording = kept.company.recording();
    toggle(R.id.settings_panel, overlay, kept.panel, account::wantPanel);
    visible(R.id.settings_panel_off, !overlay);
    toggle(R.id.settings_names, overlay, panel.namesOnLockScreen(), panel::showNamesOnLockScreen);
    toggle(R.id.settings_recording, recording, kept.recordings, account::wantRecording);
    visible(R.id.settings_recording_off, !recording);
    showFolder(kept.recordings);
    showPairing(kept.pairing);
  }

  private void showFolder(boolean wanted) {
    visible(R.id.settings_folder_row, wanted);
    text(
        R.id.settings_folder_name,
        folder
            .chosen()
            .map(SettingsActivity::name)
            .orElseGet(() -> getString(R.string.settings_no_folder)));
  }

  private void showPairing(Optional<Pairing> pairing) {
    text(
        R.id.settings_server,
        pairing
            .map(
                known ->
                    getString(
                        R.string.settings_paired,
                        TypedAddress.read(known.server(), true).host(),
                        times().at(known.since())))
            .orElseGet(() -> getString(R.string.status_not_paired)));
    visible(R.id.settings_unpair, pairing.isPresent());
    text(
        R.id.settings_pair,
        getString(pairing.isPresent() ? R.string.settings_pair_other : R.string.status_pair));
  }

  private interface Wish {
    void set(boolean wanted);
  }

  private void toggle(int id, boolean enabled, boolean on, Wish wish) {
    Switch toggle = findViewById(id);
    toggle.setOnCheckedChangeListener(null);
    toggle.setEnabled(enabled);
    toggle.setChecked(on);
    toggle.setOnCheckedChangeListener((view, wanted) -> keep(toggle, wish, wanted));
  }

  /** A switch takes no further wish before this one is on the disk. */
  private void keep(Switch toggle, Wish wish, boolean wanted) {
    toggle.setEnabled(false);
    ask(
        () -> {
          wish.set(wanted);
          return kept();
        },
        this::show);
  }

  private void chooseFolder() {
    try {
      startActivityForResult(
          new Intent(Intent.ACTION_OPEN_DOCUMENT_TREE)
              .addFlags(
                  Intent.FLAG_GRANT_READ_URI_PERMISSION
                      | Intent.FLAG_GRANT_PERSISTABLE_URI_PERMISSION),
          FOLDER);
    } catch (ActivityNotFoundException noFiles) {
      text(R.id.settings_folder_name, getString(R.string.settings_no_files));
    }
  }

  @Override
  protected void onActivityResult(int request, int result, Intent answer) {
    if (request == FOLDER && result == RESULT_OK && answer != null && answer.getData() != null) {
      keepFolder(answer.getData());
    }
  }

  /** The old folder's right is given back, so that the app can read one folder and no more. */
  private void keepFolder(Uri chosen) {
    if (!folder.chosen().equals(Optional.of(chosen))) {
      folder.forget();
    }
    folder.choose(chosen);
    look();
  }

  private void askToUnpair() {
    ask(
        () -> parts().outbox().state().waiting(),
        waiting ->
            new AlertDialog.Builder(this)
                .setTitle(R.string.unpair_title)
                .setMessage(
                    waiting == 0
                        ? getString(R.string.unpair_question)
                        : getResources()
                            .getQuantityString(R.plurals.unpair_waiting, waiting, waiting))
                .setPositiveButton(R.string.unpair, (dialog, which) -> unpair())
                .setNegativeButton(R.string.cancel, null)
                .show());
  }

  private void unpair() {
    ask(
        () -> {
          parts().account().unpair();
          return true;
        },
        done -> look());
  }

  /** The last part of the folder's path, as its provider writes it. */
  private static String name(Uri folder) {
    String id = DocumentsContract.getTreeDocumentId(folder);
    List<String> parts = List.of(id.split("[:/]"));
    return parts.isEmpty() ? id : parts.get(parts.size() - 1);
  }

  private String version() {
    try {
      return getPackageManager().getPackageInfo(getPackageName(), 0).versionName;
    } catch (PackageManager.NameNotFoundException ownPackage) {
      throw new IllegalStateException("An app is always installed while it runs", ownPackage);
    }
  }
}
