package simtrix.failure;

/**
 * Why a write or a look-up failed: the words of the support page, the metrics and the routes
 * (DESIGN 7).
 */
public enum Category {
  /** The portal could not be reached: refused, reset, time-out, unknown host, TLS. */
  NETWORK(true),
  /** The portal's request bucket was full. */
  RATE_LIMIT(true),
  /** One method has used up its operating time and is blocked for a while. */
  OPERATION_LIMIT(true),
  /** The portal failed: 5xx, or HTML instead of JSON. */
  SERVER(true),
  /** The portal no longer believes our credentials, and a refresh did not help. */
  AUTH(false),
  /** The credentials are right, but an administrator has to allow something. */
  PERMISSION(false),
  /** The portal says that the data is wrong. */
  REJECTED(false),
  /** Anything else: a fault of this server or of a route. */
  BUG(false);

  private final boolean passing;

  Category(boolean passing) {
    this.passing = passing;
  }

  /** Whether time alone may heal it, so that another attempt makes sense. */
  public boolean isPassing() {
    return passing;
  }
}
