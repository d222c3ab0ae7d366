package simtrix.support;

import java.util.Map;

/**
 * What a retry would do now.
 *
 * @param possible whether it would be taken
 * @param code what it would do, or why not, as the contract lists it
 */
public record RetryOutlook(boolean possible, String code, Map<String, Object> values) {}
