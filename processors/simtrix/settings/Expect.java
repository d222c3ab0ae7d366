package simtrix.settings;

/**
 * How a refused setting says what would have been right; each continues "the setting x is y: it ".
 */
final class Expect {
  static final String DURATION =
      "must be a length of time above zero, such as 500ms, 30s, 10m or 1h";
  static final String SIZE = "must be a size such as 64KB or 10GB";
  static final String POSITIVE = "must be a number above zero";
  static final String COUNTRY = "must be a country's two letters (ISO 3166), such as DE or US";

  private Expect() {}
}
