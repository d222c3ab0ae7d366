package simtrix.device;

/** What a phone is to be called in lists. */
public record PhoneName(String name) {}
