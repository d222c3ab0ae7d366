package simtrix.device;

import java.time.Instant;

/**
 * A code to pair one phone with, as it is shown once.
 *
 * @param code as XXXX-XXXX
 * @param uri what the QR code holds
 */
public record PairingCode(String code, Instant expiresAt, String uri) {}
