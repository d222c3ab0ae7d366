package simtrix.phone.recording;

import android.content.ContentResolver;
import android.content.Context;
import android.content.Intent;
import android.content.SharedPreferences;
import android.database.Cursor;
import android.net.Uri;
import android.provider.DocumentsContract;
import android.provider.DocumentsContract.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of the phone's recorder, as the user chose it. A screen may make one for itself. */
public final class RecordingFolder {

  private static final String URI = "folder";

  private static final String[] COLUMNS = {
    Document.COLUMN_DOCUMENT_ID,
    Document.COLUMN_DISPLAY_NAME,
    Document.COLUMN_MIME_TYPE,
    Document.COLUMN_LAST_MODIFIED,
    Document.COLUMN_SIZE
  };

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

  /**
   * The folder's files that could be recordings. Reads a provider: never on the main thread.
   *
   * @param since files that were written before are left out; recorders keep those of years
   */
  List<RecordingFile> files(Instant since) {
    return chosen().map(tree -> files(tree, since)).orElse(List.of());
  }

  private List<RecordingFile> files(Uri tree, Instant since) {
    Uri children =
        DocumentsContract.buildChildDocumentsUriUsingTree(
            tree, DocumentsContract.getTreeDocumentId(tree));
    List<RecordingFile> files = new ArrayList<>();
    try (Cursor row = resolver().query(children, COLUMNS, null, null, null)) {
      while (row != null && row.moveToNext()) {
        if (!Instant.ofEpochMilli(row.getLong(3)).isBefore(since)) {
          file(tree, row).ifPresent(files::add);
        }
      }
    } catch (RuntimeException gone) {
      // A provider's exceptions come over as they are.
      return List.of();
    }
    return files;
  }

  private static Optional<RecordingFile> file(Uri tree, Cursor row) {
    String name = Optional.ofNullable(row.getString(1)).orElse("");
    return AudioType.of(name, Optional.ofNullable(row.getString(2)))
        .map(
            type ->
                new RecordingFile(
                    DocumentsContract.buildDocumentUriUsingTree(tree, row.getString(0)).toString(),
                    name,
                    type,
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.getLong(4)));
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
