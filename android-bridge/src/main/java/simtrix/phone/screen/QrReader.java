package simtrix.phone.screen;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import java.util.Optional;

/** Finds the QR code in a picture of the camera: turned, on a bright or on a dark ground. */
final class QrReader {

  private static final Map<DecodeHintType, Object> HARD = Map.of(DecodeHintType.TRY_HARDER, true);

  private final QRCodeReader reader = new QRCodeReader();

  /**
   * @param brightness one byte a pixel, row after row
   * @param rowLength bytes of a row, at least {@code width}
   */
  Optional<String> read(byte[] brightness, int rowLength, int width, int height) {
    LuminanceSource picture =
        new PlanarYUVLuminanceSource(
            brightness, rowLength, brightness.length / rowLength, 0, 0, width, height, false);
    return read(picture).or(() -> read(picture.invert()));
  }

  private Optional<String> read(LuminanceSource picture) {
    try {
      BinaryBitmap points = new BinaryBitmap(new HybridBinarizer(picture));
      return Optional.of(reader.decode(points, HARD).getText());
    } catch (ReaderException nothingFound) {
      return Optional.empty();
    } finally {
      reader.reset();
    }
  }
}
