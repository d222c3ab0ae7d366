package simtrix.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;

@RunWith(RobolectricTestRunner.class)
@Config(sdk = {26, 35})
public class ToolchainTest {

  @Test
  public void theAppsOwnResourcesAreThere() {
    assertThat(RuntimeEnvironment.getApplication().getString(R.string.app_name))
        .isEqualTo("SIMtrix");
  }
}
