package simtrix.deadletter;

/**
 * What a person writes on a letter.
 *
 * @param text empty: the note is taken away
 */
public record Note(String text) {}
