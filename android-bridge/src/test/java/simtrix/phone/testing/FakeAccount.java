package simtrix.phone.testing;

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
          Instant.parse("2026-11-02T08:15:00Z"));

  public Optional<Pairing> pairing = Optional.of(PAIRED);
  public boolean mustPairAgain;
  public PairingResult answer = PairingResult.PAIRED;
  public final List<PairingCode> tried = new ArrayList<>();
  public PhoneSettings settings = new PhoneSettings(true, true);
  public boolean recordingWanted;
  public boolean panelWanted = true;

  @Override
  public Optional<Pairing> pairing() {
    return pairing;
  }

  @Override
  public boolean mustPairAgain() {
    return mustPairAgain;
  }

  @Override
  public PairingResult pair(PairingCode code) {
    tried.add(code);
    if (answer == PairingResult.PAIRED) {
      pairing = Optional.of(new Pairing(code.server(), "device", Instant.now()));
      mustPairAgain = false;
    }
    return answer;
  }

  @Override
  public void unpair() {
    pairing = Optional.empty();
  }

  @Override
  public PhoneSettings settings() {
    return settings;
  }

  @Override
  public boolean recordingWanted() {
    return recordingWanted;
  }

  @Override
  public void wantRecording(boolean wanted) {
    recordingWanted = wanted;
  }

  @Override
  public boolean panelWanted() {
    return panelWanted;
  }

  @Override
  public void wantPanel(boolean wanted) {
    panelWanted = wanted;
  }
}
