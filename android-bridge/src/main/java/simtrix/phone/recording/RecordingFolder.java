package simtrix.phone.recording;

import android.content.ContentResolver;
import android.content.Context;
import android.content.Intent;
import android.content.SharedPreferences;
import android.net.Uri;
import java.util.Optional;

/** The folder of the phone's recorder, as the user chose it. A screen may make one for itself. */
public final class RecordingFolder {

  private static final String URI = "folder";

  private final Context context;

  public RecordingFolder(Context context) {
    this.context = context;
  }

  /** The folder, as long as the permission for it still holds. */
  public Optional<Uri> chosen() {
    return Optional.ofNullable(preferences().getString(URI, null))
        .map(Uri::parse)
        .filter(this::readable);
  }

  /**
   * Takes what the user chose with {@link Intent#ACTION_OPEN_DOCUMENT_TREE}, and keeps the
   * permission to read it.
   */
  public void choose(Uri tree) {
    resolver().takePersistableUriPermission(tree, Intent.FLAG_GRANT_READ_URI_PERMISSION);
    preferences().edit().putString(URI, tree.toString()).apply();
  }

  /** Gives the permission back. */
  public void forget() {
    chosen()
        .ifPresent(
            tree ->
                resolver()
                    .releasePersistableUriPermission(tree, Intent.FLAG_GRANT_READ_URI_PERMISSION));
    preferences().edit().remove(URI).apply();
  }

  private boolean readable(Uri tree) {
    return resolver().getPersistedUriPermissions().stream()
        .anyMatch(held -> held.getUri().equals(tree) && held.isReadPermission());
  }

  private ContentResolver resolver() {
    return context.getContentResolver();
  }

  private SharedPreferences preferences() {
    return context.getSharedPreferences("recording", Context.MODE_PRIVATE);
  }
}
