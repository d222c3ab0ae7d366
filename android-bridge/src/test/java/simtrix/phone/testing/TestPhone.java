package simtrix.phone.testing;

import simtrix.phone.account.Account;
import simtrix.phone.app.PhoneApp;
import simtrix.phone.app.Seams;
import simtrix.phone.device.KeystoreKey;
import simtrix.phone.panel.Panel;
import simtrix.phone.server.BridgeClient;

/** The app as it is, but with clocks and a panel of the test's, and loopback in clear. */
public class TestPhone extends PhoneApp {

  private final FakeClock clock = new FakeClock();
  private final RecordingPanel panel = new RecordingPanel();

  public final FakeClock clock() {
    return clock;
  }

  public final RecordingPanel recordingPanel() {
    return panel;
  }

  @Override
  protected Seams seams() {
    return new Seams(clock, new KeystoreKey(), BridgeClient.http(), this::panel, true);
  }

  /** The one that is made for an account. */
  protected Panel panel(Account account) {
    return panel;
  }
}
