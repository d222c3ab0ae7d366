package simtrix.recording;

/** How far the recording of a call has come. */
public enum RecordingState {
  /** The phone has not spoken of one. */
  NONE,
  /** The phone has said that it will come. */
  EXPECTED,
  /** The file is here and waits for its call, or for the portal. */
  RECEIVED,
  /** The portal has it; the file here is deleted. */
  ATTACHED,
  /** It will not get there; the {@link Reason} says why, and no file of it is left. */
  NOT_POSSIBLE
}
