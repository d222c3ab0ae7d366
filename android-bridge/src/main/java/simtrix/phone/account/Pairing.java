package simtrix.phone.account;

import java.time.Instant;

/**
 * A pairing that holds.
 *
 * @param server the server's address, with scheme and without a slash at its end
 */
public record Pairing(String server, String deviceId, Instant since) {}
