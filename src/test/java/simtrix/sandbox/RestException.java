package simtrix.sandbox;

/**
 * A refusal in the portal's words: HTTP status, error code (which may be empty) and description
 * (REFERENCE 1.3, 1.4).
 */
final class RestException extends RuntimeException {
  /** Telephony's code for everything; printed as an empty string when the switch says so. */
  static final String ERROR_CORE = "ERROR_CORE";

  private final int status;
  private final String code;

  RestException(int status, String code, String description) {
    super(description, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** Telephony's ordinary error. */
  static RestException core(String description) {
    return new RestException(400, ERROR_CORE, description);
  }

  /** A classic CRM error: its code is the empty string. */
  static RestException classic(String description) {
    return new RestException(400, "", description);
  }

  static RestException missing(String parameter) {
    return new RestException(400, "100", "Could not find value for parameter {" + parameter + "}");
  }

  static RestException notFound(String description) {
    return new RestException(400, "NOT_FOUND", description);
  }

  int status() {
    return status;
  }

  String code(SandboxSettings settings) {
    boolean empty = settings.errorCodeStyle() == SandboxSettings.ErrorCodeStyle.EMPTY;
    return empty && code.equals(ERROR_CORE) ? "" : code;
  }
}
