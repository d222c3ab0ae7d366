package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

/** Reads QR codes as a camera sees them. */
public class QrReaderTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int PADDED_ROW = 672;
  private static final String LINK =
      "simtrix://pair?server=https%3A%2F%2Fanrufe.muster.de&code=H7KM-3QXP";

  private final QrReader reader = new QrReader();

  @Test
  public void aCodeIsReadHoweverThePhoneIsHeld() {
    for (int degrees = 0; degrees < 360; degrees += 15) {
      byte[] picture = picture(LINK, degrees, 40, 210, 0);
      assertThat(read(picture)).as("turned by %d degrees", degrees).contains(LINK);
    }
  }

  @Test
  public void aNoisyPictureOfAWeakScreenIsRead() {
    assertThat(read(picture(LINK, 8, 60, 180, 12))).contains(LINK);
  }

  @Test
  public void lightOnDarkIsReadToo() {
    assertThat(read(picture(LINK, 0, 220, 30, 4))).contains(LINK);
  }

  @Test
  public void aPictureWithoutACodeHoldsNone() {
    byte[] noise = new byte[PADDED_ROW * HEIGHT];
    new Random(1).nextBytes(noise);
    assertThat(read(noise)).isEmpty();
    Arrays.fill(noise, (byte) 128);
    assertThat(read(noise)).isEmpty();
  }

  @Test
  public void oneReaderReadsManyPicturesOneAfterTheOther() {
    assertThat(read(picture(LINK, 0, 40, 210, 0))).contains(LINK);
    assertThat(read(new byte[PADDED_ROW * HEIGHT])).isEmpty();
    assertThat(read(picture("other", 0, 40, 210, 0))).contains("other");
  }

  private java.util.Optional<String> read(byte[] picture) {
    return reader.read(picture, PADDED_ROW, WIDTH, HEIGHT);
  }

  /** Draws the code turned around the middle, with the padding that cameras put after each row. */
  private static byte[] picture(String text, int degrees, int dark, int light, int noise) {
    BitMatrix code = code(text);
    double angle = Math.toRadians(degrees);
    Random random = new Random(degrees + noise);
    byte[] picture = new byte[PADDED_ROW * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double dx = x - WIDTH / 2.0;
        double dy = y - HEIGHT / 2.0;
        int u = (int) (dx * Math.cos(angle) + dy * Math.sin(angle) + code.getWidth() / 2.0);
        int v = (int) (-dx * Math.sin(angle) + dy * Math.cos(angle) + code.getHeight() / 2.0);
        boolean inside = u >= 0 && v >= 0 && u < code.getWidth() && v < code.getHeight();
        int brightness = inside && code.get(u, v) ? dark : light;
        double disturbed = brightness + random.nextGaussian() * noise;
        picture[y * PADDED_ROW + x] = (byte) Math.max(0, Math.min(255, disturbed));
      }
    }
    return picture;
  }

  private static BitMatrix code(String text) {
    try {
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 320, 320);
    } catch (WriterException e) {
      throw new AssertionError(e);
    }
  }
}
