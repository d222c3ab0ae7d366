package simtrix.phone.testing;

import android.os.Looper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import simtrix.phone.account.Account;
import simtrix.phone.account.Pairing;
import simtrix.phone.account.PairingCode;
import simtrix.phone.account.PairingResult;
import simtrix.phone.server.PhoneSettings;

/** An account that keeps everything in its fields. */
public final class FakeAccount implements Account {

  public static final Pairing PAIRED =
      new Pairing(
          "https://anrufe.muster.de",
          "0f9d5c07-4a43-4d0f-8d0c-4c2f3a1f9a10",
          Instant.parse("2026-09-02T08:15:00Z"));

  public Optional<Pairing> pairing = Optional.of(PAIRED);
  public boolean mustPairAgain;
  public PairingResult answer = PairingResult.PAIRED;
  public final List<PairingCode> tried = new ArrayList<>();
  public PhoneSettings settings = new PhoneSettings(true, true);
  public boolean recordingWanted;
  public boolean panelWanted = true;

  /** Whether it was asked on the main thread, where a disk would hold up the screen. */
  public boolean heldUpTheScreen;

  @Override
  public Optional<Pairing> pairing() {
    asked();
    return pairing;
  }

  @Override
  public boolean mustPairAgain() {
    asked();
    return mustPairAgain;
  }

  @Override
  public PairingResult pair(PairingCode code) {
    asked();
    tried.add(code);
    if (answer == PairingResult.PAIRED) {
      pairing = Optional.of(new Pairing(code.server(), "device", PAIRED.since()));
      mustPairAgain = false;
    }
    return answer;
  }

  @Override
  public void unpair() {
    asked();
    pairing = Optional.empty();
  }

  @Override
  public PhoneSettings settings() {
    asked();
    return settings;
  }

  @Override
  public boolean recordingWanted() {
    asked();
    return recordingWanted;
  }

  @Override
  public void wantRecording(boolean wanted) {
    asked();
    recordingWanted = wanted;
  }

  @Override
  public boolean panelWanted() {
    asked();
    return panelWanted;
  }

  @Override
  public void wantPanel(boolean wanted) {
    asked();
    panelWanted = wanted;
  }

  private void asked() {
    heldUpTheScreen |= Looper.getMainLooper().isCurrentThread();
  }
}
