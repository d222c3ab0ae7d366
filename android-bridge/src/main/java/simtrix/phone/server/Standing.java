package simtrix.phone.server;

import java.util.Optional;

/**
 * Where a call stands on the server.
 *
 * @param status the server's own word ({@code QUEUED}, {@code WRITTEN}, ...)
 * @param url opens the record in the portal
 */
public record Standing(String status, Optional<String> url) {}
