package simtrix.phone.screen;

import android.Manifest;
import android.content.Intent;
import android.graphics.Matrix;
import android.graphics.RectF;
import android.graphics.SurfaceTexture;
import android.hardware.display.DisplayManager;
import android.os.Bundle;
import android.util.Size;
import android.view.Display;
import android.view.Surface;
import android.view.TextureView;
import java.util.Optional;
import simtrix.phone.R;
import simtrix.phone.device.Permissions;

/** Looks for the QR code of the pairing page; its answer is the code's text. */
public final class ScanActivity extends Screen implements TextureView.SurfaceTextureListener {

  static final String TEXT = "simtrix.phone.QR_TEXT";

  private Optional<QrCamera> camera = Optional.empty();
  private TextureView preview;

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    build(R.string.scan_title, R.layout.scan);
    action(R.drawable.ic_close, R.string.cancel, this::finish);
    preview = findViewById(R.id.scan_preview);
    preview.setSurfaceTextureListener(this);
    onTap(R.id.scan_type, this::finish);
    if (!mayLook() && saved == null) {
      requestPermissions(new String[] {Manifest.permission.CAMERA}, 1);
    }
  }

  @Override
  protected void onResume() {
    super.onResume();
    if (preview.isAvailable()) {
      start(preview.getSurfaceTexture());
    }
  }

  @Override
  protected void onPause() {
    stop();
    super.onPause();
  }

  @Override
  public void onRequestPermissionsResult(int request, String[] permissions, int[] answers) {
    if (!mayLook()) {
      say(R.string.scan_not_allowed);
    } else if (preview.isAvailable()) {
      start(preview.getSurfaceTexture());
    }
  }

  private boolean mayLook() {
    return Permissions.granted(this, Manifest.permission.CAMERA);
  }

  private void start(SurfaceTexture surface) {
    if (!mayLook() || camera.isPresent()) {
      return;
    }
    QrCamera opened =
        new QrCamera(
            this,
            text -> runOnUiThread(() -> found(text)),
            () -> runOnUiThread(() -> say(R.string.scan_no_camera)));
    camera = Optional.of(opened);
    opened.open(surface).ifPresentOrElse(this::straighten, () -> say(R.string.scan_no_camera));
  }

  private void stop() {
    camera.ifPresent(QrCamera::close);
    camera = Optional.empty();
  }

  /** Any other QR code is told to be the wrong one, and the search goes on. */
  void found(String text) {
    if (PairingLink.read(text).isEmpty()) {
      say(R.string.scan_other_code);
      return;
    }
    stop();
    setResult(RESULT_OK, new Intent().putExtra(TEXT, text));
    finish();
  }

  private void say(int sentence) {
    text(R.id.scan_sentence, getString(sentence));
  }

  /**
   * Lets the picture fill the screen without being stretched. A TextureView turns it upright for a
   * phone held upright and squeezes it into its own shape.
   */
  private void straighten(Size picture) {
    RectF view = new RectF(0, 0, preview.getWidth(), preview.getHeight());
    RectF upright = new RectF(0, 0, picture.getHeight(), picture.getWidth());
    upright.offset(view.centerX() - upright.centerX(), view.centerY() - upright.centerY());
    int turned = rotation();
    boolean lying = turned == Surface.ROTATION_90 || turned == Surface.ROTATION_270;
    float across = lying ? picture.getWidth() : picture.getHeight();
    float down = lying ? picture.getHeight() : picture.getWidth();
    float fill = Math.max(view.width() / across, view.height() / down);
    Matrix matrix = new Matrix();
    matrix.setRectToRect(view, upright, Matrix.ScaleToFit.FILL);
    matrix.postScale(fill, fill, view.centerX(), view.centerY());
    if (lying) {
      matrix.postRotate(90f * (turned - 2), view.centerX(), view.centerY());
    }
    preview.setTransform(matrix);
  }

  private int rotation() {
    return getSystemService(DisplayManager.class).getDisplay(Display.DEFAULT_DISPLAY).getRotation();
  }

  @Override
  public void onSurfaceTextureAvailable(SurfaceTexture surface, int width, int height) {
    start(surface);
  }

  @Override
  public void onSurfaceTextureSizeChanged(SurfaceTexture surface, int width, int height) {}

  @Override
  public boolean onSurfaceTextureDestroyed(SurfaceTexture surface) {
    stop();
    return true;
  }

  @Override
  public void onSurfaceTextureUpdated(SurfaceTexture surface) {}
}
