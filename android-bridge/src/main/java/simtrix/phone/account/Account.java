package simtrix.phone.account;

import java.util.Optional;
import simtrix.phone.server.PhoneSettings;

/**
 * Whose phone this is, as far as the server is concerned. Reads and writes the disk: never on the
 * main thread.
 */
public interface Account {

  /** The pairing in force; empty before the first and after it was given up. */
  Optional<Pairing> pairing();

  /** Whether the server no longer believes this phone (401): it has to be paired again. */
  boolean mustPairAgain();

  /** Redeems a code at the server. Blocks while the network works. */
  PairingResult pair(PairingCode code);

  /** Forgets the token. Events not yet sent stay in the outbox for the next pairing. */
  void unpair();

  /** What the company has decided, as last heard. */
  PhoneSettings settings();

  /** Whether company and user both want the panel. */
  default boolean showsPanel() {
    return settings().overlay() && panelWanted();
  }

  /** Whether company and user both want recordings to be sent. */
  default boolean sendsRecordings() {
    return settings().recording() && recordingWanted();
  }

  /** What the user has decided: whether recordings are looked for on this phone. */
  boolean recordingWanted();

  void wantRecording(boolean wanted);

  /** What the user has decided: whether the panel is shown. */
  boolean panelWanted();

  void wantPanel(boolean wanted);
}
