package simtrix.privacy;

/**
 * Whose data it is about: the body of the requests under {@code /privacy}.
 *
 * @param number as somebody typed it
 */
public record PersonNumber(String number) {}
