package simtrix.device;

/**
 * What an administrator asks a pairing code for.
 *
 * @param portal id of a portal
 * @param userId the Bitrix24 user whose phone it will be
 * @param name what the phone is called in lists
 */
public record PairingCodeRequest(long portal, long userId, String name) {}
