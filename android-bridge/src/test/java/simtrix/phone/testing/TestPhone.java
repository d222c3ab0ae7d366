package simtrix.phone.testing;

import simtrix.phone.app.PhoneApp;
import simtrix.phone.app.Seams;
import simtrix.phone.device.KeystoreKey;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.server.BridgeClient;

/** The app as it is, but with a panel that a test can read, and loopback in clear. */
public class TestPhone extends PhoneApp {

  private final RecordingPanel panel = new RecordingPanel();

  public RecordingPanel recordingPanel() {
    return panel;
  }

  @Override
  protected Seams seams() {
    return new Seams(
        PhoneClock.of(this), new KeystoreKey(), BridgeClient.http(), account -> panel, true);
  }
}
