package simtrix.recording;

/** Why a recording is {@link RecordingState#NOT_POSSIBLE}. */
public enum Reason {
  /** The portal's administrator does not allow recordings. */
  NOT_ALLOWED,
  /** The phone's user has switched them off since. */
  USER_REFUSED,
  /** It was announced, and did not come in time. */
  NEVER_CAME,
  /** It could not be attached within the retention. */
  TOO_OLD,
  /** The call is not in the CRM, so the recording has no place there. */
  NOT_IN_CRM,
  /** The file could not be turned into MP3, or not in time. */
  BROKEN_AUDIO,
  /** Its format has to be turned into MP3, and this server has no program for that. */
  NO_CONVERTER,
  /** The portal takes it only inside a request, and it is too large for one. */
  TOO_LARGE
}
