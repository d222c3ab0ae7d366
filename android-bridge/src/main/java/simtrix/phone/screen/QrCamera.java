package simtrix.phone.screen;

import android.annotation.SuppressLint;
import android.content.Context;
import android.graphics.ImageFormat;
import android.graphics.SurfaceTexture;
import android.hardware.camera2.CameraAccessException;
import android.hardware.camera2.CameraCaptureSession;
import android.hardware.camera2.CameraCharacteristics;
import android.hardware.camera2.CameraDevice;
import android.hardware.camera2.CameraManager;
import android.hardware.camera2.CaptureRequest;
import android.media.Image;
import android.media.ImageReader;
import android.os.Handler;
import android.os.HandlerThread;
import android.util.Size;
import android.view.Surface;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The camera on the phone's back, looking for a QR code. Tells of it on a thread of its own. */
final class QrCamera implements AutoCloseable {

  private static final int ENOUGH_PIXELS = 1280 * 960;

  private final CameraManager cameras;
  private final Consumer<String> found;
  private final Runnable failed;
  private final HandlerThread thread = new HandlerThread("qr-camera");
  private final QrReader qr = new QrReader();
  private Optional<CameraDevice> device = Optional.empty();
  private Optional<ImageReader> pictures = Optional.empty();
  private boolean closed;

  QrCamera(Context context, Consumer<String> found, Runnable failed) {
    this.cameras = context.getSystemService(CameraManager.class);
    this.found = found;
    this.failed = failed;
  }

  /**
   * Opens the camera and shows what it sees.
   *
   * @return the size of the picture as the camera takes it, lying on its side; empty where there is
   *     no camera that may be used
   */
  @SuppressLint("MissingPermission")
  Optional<Size> open(SurfaceTexture preview) {
    try {
      Optional<String> back = back();
      if (back.isEmpty()) {
        return Optional.empty();
      }
      Size size = size(back.get());
      thread.start();
      Handler handler = new Handler(thread.getLooper());
      preview.setDefaultBufferSize(size.getWidth(), size.getHeight());
      ImageReader reader =
          ImageReader.newInstance(size.getWidth(), size.getHeight(), ImageFormat.YUV_420_888, 2);
      reader.setOnImageAvailableListener(this::look, handler);
      pictures = Optional.of(reader);
      List<Surface> targets = List.of(new Surface(preview), reader.getSurface());
      cameras.openCamera(back.get(), new Opened(targets, handler), handler);
      return Optional.of(size);
    } catch (CameraAccessException | SecurityException | IllegalArgumentException refused) {
      return Optional.empty();
    }
  }

  private Optional<String> back() throws CameraAccessException {
    Optional<String> any = Optional.empty();
    for (String id : cameras.getCameraIdList()) {
      Integer facing = cameras.getCameraCharacteristics(id).get(CameraCharacteristics.LENS_FACING);
      if (Integer.valueOf(CameraCharacteristics.LENS_FACING_BACK).equals(facing)) {
        return Optional.of(id);
      }
      any = any.or(() -> Optional.of(id));
    }
    return any;
  }

  /** The largest that is quick enough to be searched; a QR code needs no more. */
  private Size size(String camera) throws CameraAccessException {
    var sizes =
        cameras
            .getCameraCharacteristics(camera)
            .get(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP);
    Size[] offered = sizes == null ? new Size[0] : sizes.getOutputSizes(ImageFormat.YUV_420_888);
    Comparator<Size> byPixels = Comparator.comparingInt(size -> size.getWidth() * size.getHeight());
    return Arrays.stream(offered)
        .filter(size -> size.getWidth() * size.getHeight() <= ENOUGH_PIXELS)
        .max(byPixels)
        .orElse(new Size(640, 480));
  }

  private void look(ImageReader reader) {
    try (Image image = reader.acquireLatestImage()) {
      if (image != null) {
        Image.Plane plane = image.getPlanes()[0];
        ByteBuffer buffer = plane.getBuffer();
        byte[] brightness = new byte[plane.getRowStride() * image.getHeight()];
        buffer.get(brightness, 0, Math.min(brightness.length, buffer.remaining()));
        qr.read(brightness, plane.getRowStride(), image.getWidth(), image.getHeight())
            .ifPresent(found);
      }
    } catch (IllegalStateException closedMeanwhile) {
      // The last picture of a camera that is being closed: nobody waits for it.
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    device.ifPresent(CameraDevice::close);
    pictures.ifPresent(ImageReader::close);
    thread.quitSafely();
  }

  private synchronized boolean keep(CameraDevice camera) {
    device = Optional.of(camera);
    if (closed) {
      camera.close();
    }
    return !closed;
  }

  private final class Opened extends CameraDevice.StateCallback {
    private final List<Surface> targets;
    private final Handler handler;

    private Opened(List<Surface> targets, Handler handler) {
      this.targets = targets;
      this.handler = handler;
    }

    /** The newer way to make a session came with Android 9. */
    @Override
    @SuppressWarnings("deprecation")
    public void onOpened(CameraDevice camera) {
      try {
        if (keep(camera)) {
          camera.createCaptureSession(targets, new Ready(camera, targets, handler), handler);
        }
      } catch (CameraAccessException | IllegalStateException | IllegalArgumentException gone) {
        // The last of them says that the picture's place on the screen is gone already.
        failed.run();
      }
    }

    @Override
    public void onDisconnected(CameraDevice camera) {
      camera.close();
    }

    @Override
    public void onError(CameraDevice camera, int error) {
      camera.close();
      failed.run();
    }
  }

  private final class Ready extends CameraCaptureSession.StateCallback {
    private final CameraDevice camera;
    private final List<Surface> targets;
    private final Handler handler;

    private Ready(CameraDevice camera, List<Surface> targets, Handler handler) {
      this.camera = camera;
      this.targets = targets;
      this.handler = handler;
    }

    @Override
    public void onConfigured(CameraCaptureSession session) {
      try {
        CaptureRequest.Builder request = camera.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW);
        targets.forEach(request::addTarget);
        request.set(
            CaptureRequest.CONTROL_AF_MODE, CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE);
        session.setRepeatingRequest(request.build(), null, handler);
      } catch (CameraAccessException | IllegalStateException gone) {
        failed.run();
      }
    }

    @Override
    public void onConfigureFailed(CameraCaptureSession session) {
      failed.run();
    }
  }
}
