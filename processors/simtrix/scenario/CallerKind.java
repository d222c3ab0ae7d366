package simtrix.scenario;

/** Who called, as far as rules make a difference. */
public enum CallerKind {
  /** A record in the CRM carries the number. */
  KNOWN,
  UNKNOWN,
  /** The number was withheld. */
  ANONYMOUS
}
