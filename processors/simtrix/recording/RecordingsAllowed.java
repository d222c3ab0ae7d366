package simtrix.recording;

/** What an administrator decides about the recordings of a portal. */
public record RecordingsAllowed(boolean allowed) {}
