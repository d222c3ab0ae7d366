package simtrix.sandbox;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All methods of the portal, found by name without regard to case (REFERENCE 1.1). */
final class MethodTable {
  private final Map<String, RestMethod> methods = new HashMap<>();

  void add(String scope, String name, RestMethod.Code code) {
    put(new RestMethod(name, scope, false, code));
  }

  void addForApplications(String scope, String name, RestMethod.Code code) {
    put(new RestMethod(name, scope, true, code));
  }

  Optional<RestMethod> find(String name) {
    return Optional.ofNullable(methods.get(name.toLowerCase(Locale.ROOT)));
  }

  private void put(RestMethod method) {
    methods.put(method.name().toLowerCase(Locale.ROOT), method);
  }
}
