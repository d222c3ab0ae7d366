package simtrix.phone.testing;

import android.content.ContentProvider;
import android.content.ContentValues;
import android.database.Cursor;
import android.database.MatrixCursor;
import android.net.Uri;
import android.os.ParcelFileDescriptor;
import android.provider.DocumentsContract;
import android.provider.DocumentsContract.Document;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.robolectric.Robolectric;

/** The folder of the phone's recorder, as Android's own documents provider shows it to apps. */
public final class FakeFolder extends ContentProvider {

  private static final String AUTHORITY = "com.android.externalstorage.documents";
  private static final String FOLDER = "primary:Recordings/Call";

  private final Map<String, Entry> files = Collections.synchronizedMap(new LinkedHashMap<>());
  private volatile RuntimeException broken;

  private record Entry(String name, String type, Instant modified, byte[] content) {}

  public static FakeFolder install() {
    return Robolectric.buildContentProvider(FakeFolder.class).create(AUTHORITY).get();
  }

  /** What Android's folder chooser answers. The right that goes with it is not played. */
  public static Uri tree() {
    return DocumentsContract.buildTreeDocumentUri(AUTHORITY, FOLDER);
  }

  /** The recorder has written a file. */
  public void add(String name, Instant modified, byte[] content) {
    files.put(FOLDER + "/" + name, new Entry(name, "audio/mp4", modified, content));
  }

  /** A file of which the provider does not say what it is called. */
  public void addNameless(Instant modified) {
    files.put(FOLDER + "/nameless", new Entry(null, null, modified, new byte[1]));
  }

  public void delete(String name) {
    files.remove(FOLDER + "/" + name);
  }

  /** Every look into the folder ends with this. */
  public void breaksWith(RuntimeException exception) {
    broken = exception;
  }

  @Override
  public boolean onCreate() {
    return true;
  }

  @Override
  public Cursor query(Uri uri, String[] columns, String where, String[] values, String order) {
    if (broken != null) {
      throw broken;
    }
    MatrixCursor rows = new MatrixCursor(columns);
    files.forEach(
        (id, file) ->
            rows.newRow()
                .add(Document.COLUMN_DOCUMENT_ID, id)
                .add(Document.COLUMN_DISPLAY_NAME, file.name())
                .add(Document.COLUMN_MIME_TYPE, file.type())
                .add(Document.COLUMN_LAST_MODIFIED, file.modified().toEpochMilli())
                .add(Document.COLUMN_SIZE, file.content().length));
    return rows;
  }

  /** Android's provider has this exception for a file that is gone: it looks for it in the tree. */
  @Override
  public ParcelFileDescriptor openFile(Uri uri, String mode) throws FileNotFoundException {
    String id = DocumentsContract.getDocumentId(uri);
    if (!files.containsKey(id)) {
      throw new IllegalArgumentException("Failed to determine if " + id + " is child of " + FOLDER);
    }
    try {
      File file = File.createTempFile("recording", ".m4a", getContext().getCacheDir());
      Files.write(file.toPath(), files.get(id).content());
      return ParcelFileDescriptor.open(file, ParcelFileDescriptor.MODE_READ_ONLY);
    } catch (IOException e) {
      throw new FileNotFoundException(e.getMessage());
    }
  }

  @Override
  public String getType(Uri uri) {
    return "audio/mp4";
  }

  @Override
  public Uri insert(Uri uri, ContentValues values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int delete(Uri uri, String where, String[] values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int update(Uri uri, ContentValues values, String where, String[] arguments) {
    throw new UnsupportedOperationException();
  }
}
