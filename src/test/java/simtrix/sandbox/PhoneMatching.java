package simtrix.sandbox;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds CRM objects by phone number or address. Strictly, a number matches as it was typed, without
 * its extension; by digits, spelling does not matter (REFERENCE 6.1).
 */
final class PhoneMatching {
  private final Supplier<SandboxSettings.PhoneMatch> mode;
  private final Map<EntityType, Map<String, Set<Integer>>> index = new EnumMap<>(EntityType.class);

  PhoneMatching(Supplier<SandboxSettings.PhoneMatch> mode) {
    this.mode = mode;
  }

  void add(EntityType type, int id, Map<String, Object> row) {
    for (String key : keys(row)) {
      of(type).computeIfAbsent(key, k -> new TreeSet<>()).add(id);
    }
  }

  void remove(EntityType type, int id, Map<String, Object> row) {
    for (String key : keys(row)) {
      of(type).computeIfPresent(key, (k, ids) -> ids.remove(id) && ids.isEmpty() ? null : ids);
    }
  }

  List<Integer> byPhone(EntityType type, String number) {
    String key =
        mode.get() == SandboxSettings.PhoneMatch.DIGITS ? digitKey(number) : exactKey(number);
    return List.copyOf(of(type).getOrDefault(key, Set.of()));
  }

  List<Integer> byEmail(EntityType type, String address) {
    return List.copyOf(of(type).getOrDefault(emailKey(address), Set.of()));
  }

  private Map<String, Set<Integer>> of(EntityType type) {
    return index.computeIfAbsent(type, t -> new HashMap<>());
  }

  private static Set<String> keys(Map<String, Object> row) {
    Set<String> keys = new TreeSet<>();
    for (Object phone : Php.list(row.get("PHONE"))) {
      String value = Php.text(Php.map(phone).get("VALUE"));
      keys.add(exactKey(value));
      keys.add(digitKey(value));
    }
    for (Object email : Php.list(row.get("EMAIL"))) {
      keys.add(emailKey(Php.text(Php.map(email).get("VALUE"))));
    }
    return keys;
  }

  private static String exactKey(String number) {
    return "=" + withoutExtension(number);
  }

  private static String digitKey(String number) {
    return "#" + withoutExtension(number).replaceAll("\\D", "");
  }

  private static String emailKey(String address) {
    return "@" + address.toLowerCase(Locale.ROOT);
  }

  private static String withoutExtension(String number) {
    int hash = number.indexOf('#');
    return (hash < 0 ? number : number.substring(0, hash)).trim();
  }
}
