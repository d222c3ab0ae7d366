package simtrix.phone.account;

/** What became of a try to pair. */
public enum PairingResult {
  PAIRED,
  /** The code is wrong, used or too old. */
  WRONG_CODE,
  TOO_MANY_TRIES,
  /** Nothing answers at that address. */
  NO_ANSWER,
  /** Something answers there, but it is no such server or not a secure one. */
  NOT_A_SERVER,
  /** The server says that it cannot do it now. */
  NOT_NOW
}
