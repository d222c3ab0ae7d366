package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Application;
import android.graphics.Color;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.R;

/** Every colour of letters can be read on every ground on which it stands (WCAG 2.1, AA). */
@RunWith(RobolectricTestRunner.class)
@Config(sdk = 35, application = Application.class)
public class ColoursTest {

  private static final int[][] LETTERS_ON_GROUND = {
    {R.color.text, R.color.surface},
    {R.color.text, R.color.ground},
    {R.color.text, R.color.surface_tinted},
    {R.color.text, R.color.bad_tinted},
    {R.color.text_quiet, R.color.surface},
    {R.color.text_quiet, R.color.ground},
    {R.color.text_quiet, R.color.surface_tinted},
    {R.color.text_quiet, R.color.bad_tinted},
    {R.color.text_quiet, R.color.line},
    {R.color.accent, R.color.surface},
    {R.color.accent, R.color.ground},
    {R.color.accent, R.color.surface_tinted},
    {R.color.on_accent, R.color.accent},
    {R.color.good, R.color.surface},
    {R.color.good, R.color.ground},
    {R.color.warning, R.color.surface},
    {R.color.warning, R.color.ground},
    {R.color.bad, R.color.surface},
    {R.color.bad, R.color.ground},
    {R.color.bad, R.color.surface_tinted},
    {R.color.bad, R.color.bad_tinted},
  };

  @Test
  public void inLight() {
    RuntimeEnvironment.setQualifiers("notnight");
    check();
  }

  @Test
  public void inDark() {
    RuntimeEnvironment.setQualifiers("night");
    assertThat(Color.luminance(colour(R.color.ground))).isLessThan(0.1f);
    check();
  }

  private static void check() {
    for (int[] pair : LETTERS_ON_GROUND) {
      assertThat(contrast(colour(pair[0]), colour(pair[1])))
          .as("%s on %s", name(pair[0]), name(pair[1]))
          .isGreaterThanOrEqualTo(4.5);
    }
  }

  private static double contrast(int one, int other) {
    double lighter = Math.max(Color.luminance(one), Color.luminance(other));
    double darker = Math.min(Color.luminance(one), Color.luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static int colour(int id) {
    return RuntimeEnvironment.getApplication().getColor(id);
  }

  private static String name(int id) {
    return RuntimeEnvironment.getApplication().getResources().getResourceEntryName(id);
  }
}
