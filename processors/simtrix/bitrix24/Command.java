package simtrix.bitrix24;

import java.util.Map;

/**
 * One method call, alone or inside a batch (REFERENCE 4).
 *
 * @param name unique inside its chain, letters and digits, a letter first; later commands refer to
 *     its result by {@code $result[name]...}
 * @param method the Bitrix24 method, as {@code crm.contact.get}
 * @param params parameters as Bitrix24 names them; values are strings, numbers, booleans, lists or
 *     maps of these
 */
public record Command(String name, String method, Map<String, Object> params) {}
