package simtrix.bitrix24;

/**
 * The name under which records of ours are found again in a portal: ORIGINATOR_ID (REFERENCE 6.3,
 * 10).
 */
final class Originator {

  static final String ID = "SIMTRIX";

  private Originator() {}
}
