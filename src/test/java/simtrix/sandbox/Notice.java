package simtrix.sandbox;

/**
 * A notification that an employee sees.
 *
 * @param tag empty where it has none
 */
public record Notice(int id, int userId, String text, String tag) {}
