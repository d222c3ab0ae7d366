package simtrix.phone.testing;

import static org.assertj.core.api.Assertions.assertThat;

import android.graphics.Bitmap;
import android.graphics.Canvas;
import android.text.Layout;
import android.view.View;
import android.view.ViewGroup;
import android.widget.TextView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Draws views into files: into {@code target/pictures}, or where {@code -Dphone.pictures=FOLDER}
 * says.
 */
public final class Pictures {

  private Pictures() {}

  /** Whether the pictures are wanted for the documentation: more of them, and finer ones. */
  public static boolean forTheBooks() {
    return System.getProperty("phone.pictures") != null;
  }

  /** Coarse pictures are drawn much sooner, and show as well whether a word is cut. */
  public static String density() {
    return forTheBooks() ? "-xhdpi" : "-mdpi";
  }

  /** Measures the view for a width and draws it as high as it wants to be, with room around. */
  public static Bitmap panel(View view, int width, int ground) {
    int margin = 24;
    view.measure(
        View.MeasureSpec.makeMeasureSpec(width, View.MeasureSpec.EXACTLY),
        View.MeasureSpec.makeMeasureSpec(0, View.MeasureSpec.UNSPECIFIED));
    view.layout(0, 0, view.getMeasuredWidth(), view.getMeasuredHeight());
    Bitmap bitmap =
        Bitmap.createBitmap(
            width + 2 * margin, view.getMeasuredHeight() + 2 * margin, Bitmap.Config.ARGB_8888);
    Canvas canvas = new Canvas(bitmap);
    canvas.drawColor(ground);
    canvas.translate(margin, margin);
    view.draw(canvas);
    return bitmap;
  }

  /** Draws a whole screen, as large as it is. */
  public static Bitmap screen(View root) {
    Bitmap bitmap = Bitmap.createBitmap(root.getWidth(), root.getHeight(), Bitmap.Config.ARGB_8888);
    root.draw(new Canvas(bitmap));
    return bitmap;
  }

  public static void write(Bitmap bitmap, String name) throws IOException {
    assertThat(coloursIn(bitmap)).as("%s is blank", name).isGreaterThan(8);
    Path folder = Path.of(System.getProperty("phone.pictures", "target/pictures"));
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve("phone-" + name + ".png"))) {
      bitmap.compress(Bitmap.CompressFormat.PNG, 100, file);
    }
  }

  /** No text that is shown may end in dots, be cut by its own box or stand beside the screen. */
  public static void assertNothingIsCut(View view, String where) {
    if (view.getVisibility() != View.VISIBLE) {
      return;
    }
    if (view instanceof ViewGroup group) {
      for (int i = 0; i < group.getChildCount(); i++) {
        assertNothingIsCut(group.getChildAt(i), where);
      }
    }
    if (view instanceof TextView text && text.getLayout() != null) {
      assertWhole(text, where);
    }
  }

  private static void assertWhole(TextView text, String where) {
    Layout layout = text.getLayout();
    String what = where + ": \"" + text.getText() + "\"";
    for (int line = 0; line < layout.getLineCount(); line++) {
      assertThat(layout.getEllipsisCount(line)).as(what + " ends in dots").isZero();
    }
    int room = text.getHeight() - text.getCompoundPaddingTop() - text.getCompoundPaddingBottom();
    assertThat(layout.getHeight()).as(what + " is higher than its box").isLessThanOrEqualTo(room);
    int width = text.getWidth() - text.getCompoundPaddingLeft() - text.getCompoundPaddingRight();
    for (int line = 0; line < layout.getLineCount(); line++) {
      assertThat(layout.getLineMax(line))
          .as(what + " is wider than its box")
          .isLessThanOrEqualTo(width + 1f);
    }
  }

  private static int coloursIn(Bitmap bitmap) {
    int width = bitmap.getWidth();
    int[] pixels = new int[width * bitmap.getHeight()];
    bitmap.getPixels(pixels, 0, width, 0, 0, width, bitmap.getHeight());
    Set<Integer> colours = new HashSet<>();
    for (int i = 0; i < pixels.length; i += 7) {
      colours.add(pixels[i]);
    }
    return colours.size();
  }
}
