package simtrix.sandbox;

/**
 * Who calls: the application with an access token, or the inbound webhook, and as which employee.
 *
 * @param credential tells one application or webhook from another, for the limits and for
 *     register's repetition rule
 */
record Caller(boolean application, int userId, String credential) {}
