package simtrix.phone.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Calls.EVA;

import android.Manifest;
import android.app.Application;
import android.database.sqlite.SQLiteException;
import android.provider.CallLog.Calls;
import java.time.Instant;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeCallLog;

/** Logs as makers have them. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = Application.class)
public class CallLogReaderTest {

  private final Application app = RuntimeEnvironment.getApplication();
  private final CallLogReader reader = new CallLogReader(app, Bench.noSims());
  private FakeCallLog log;

  @Before
  public void aLogThatMayBeRead() {
    shadowOf(app).grantPermissions(Manifest.permission.READ_CALL_LOG);
    log = FakeCallLog.install();
    log.add(Calls.MISSED_TYPE, Instant.EPOCH.plusSeconds(1), 0, EVA);
  }

  @Test
  public void aLogThatBreaksIsNoLog() {
    for (RuntimeException broken :
        List.of(
            new SQLiteException("no such column: presentation"),
            new UnsupportedOperationException("not on this phone"),
            new NullPointerException("in the maker's code"))) {
      log.breaksWith(broken);
      assertThat(reader.incoming(Instant.EPOCH)).as(broken.toString()).isEmpty();
    }
    log.breaksWith(null);
    assertThat(reader.incoming(Instant.EPOCH).orElseThrow()).hasSize(1);
  }
}
