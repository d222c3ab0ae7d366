package simtrix.bitrix24;

/**
 * Who waits for an answer: a ringing phone goes before a write, a write before a file, and both
 * leave the phone the last tokens (DESIGN 3). A request with a file goes alone, because the portal
 * takes none inside a batch (REFERENCE 4), and holds up no write while it is out.
 */
public enum Urgency {
  LOOK_UP,
  WRITE,
  FILE
}
