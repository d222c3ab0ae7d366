package simtrix.console;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.Serializable;

/**
 * A QR code (ISO/IEC 18004) as the path of a drawing.
 *
 * @param size modules a side, with the quiet zone of four around it
 * @param path the dark modules, one unit a module
 */
public record QrCode(int size, String path) implements Serializable {

  private static final int QUIET = 4;

  static QrCode of(String text) {
    try {
      ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
      StringBuilder path = new StringBuilder();
      for (int row = 0; row < modules.getHeight(); row++) {
        for (int column = 0; column < modules.getWidth(); column++) {
          if (modules.get(column, row) == 1) {
            path.append("M%d %dh1v1h-1z".formatted(column + QUIET, row + QUIET));
          }
        }
      }
      return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("A pairing link always fits into a QR code.", tooLong);
    }
  }
}
