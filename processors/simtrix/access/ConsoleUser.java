package simtrix.access;

import java.time.Instant;

/** Somebody who may log in to the console, besides {@code admin}. */
public record ConsoleUser(String username, Role role, Instant createdAt) {}
