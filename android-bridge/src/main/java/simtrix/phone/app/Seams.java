package simtrix.phone.app;

import android.content.Context;
import android.content.pm.ApplicationInfo;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import simtrix.phone.account.Account;
import simtrix.phone.device.KeySource;
import simtrix.phone.device.KeystoreKey;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.panel.Panel;
import simtrix.phone.server.BridgeClient;

/**
 * Where the app meets what a test has to replace.
 *
 * @param panel makes the panel for an account
 * @param loopbackInClear whether {@code http} to this machine is allowed
 */
public record Seams(
    PhoneClock clock,
    KeySource keys,
    OkHttpClient http,
    Function<Account, Panel> panel,
    boolean loopbackInClear) {

  /** Those of a real phone. */
  public static Seams of(Context context, Function<Account, Panel> panel) {
    boolean debuggable =
        (context.getApplicationInfo().flags & ApplicationInfo.FLAG_DEBUGGABLE) != 0;
    return new Seams(
        PhoneClock.of(context), new KeystoreKey(), BridgeClient.http(), panel, debuggable);
  }
}
