package simtrix.phone.server;

import java.util.Map;

/**
 * What the server may know of this phone.
 *
 * @param permissions by the names of the bridge API: {@code phoneState}, {@code callLog}, ...
 */
public record PhoneFacts(
    String name,
    String model,
    String androidVersion,
    String appVersion,
    int queueLength,
    Map<String, Boolean> permissions) {}
