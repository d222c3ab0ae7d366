package simtrix.bitrix24;

/**
 * Who waits for an answer: a ringing phone goes before a write, and writes leave it the last tokens
 * (DESIGN 3).
 */
public enum Urgency {
  LOOK_UP,
  WRITE
}
