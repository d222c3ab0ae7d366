package simtrix.routing.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import simtrix.text.Sentence;

/** Whether the component of an endpoint is there and knows what is said to it. */
class EndpointCheck {

  /** What camel-http takes at an endpoint, although its catalogue has it for the component. */
  private static final Set<String> UNLISTED =
      Set.of("connectTimeout", "connectionRequestTimeout", "responseTimeout", "soTimeout");

  private final CamelContext catalogue = new DefaultCamelContext(false);
  private final Map<String, Optional<Set<String>>> options = new ConcurrentHashMap<>();

  List<RouteFault> check(RouteNode node) {
    Optional<RouteNode> uri = node.field("uri");
    Optional<String> scheme = uri.flatMap(RouteNode::text).map(text -> text.split(":", 2)[0]);
    if (scheme.isEmpty() || scheme.get().contains("{{")) {
      return List.of();
    }
    Optional<Set<String>> known = options.computeIfAbsent(scheme.get(), this::optionsOf);
    if (known.isEmpty()) {
      return List.of(uri.get().fault(Sentence.of("fault.no-component", scheme.get())));
    }
    List<RouteFault> faults = new ArrayList<>();
    for (RouteNode option : node.field("parameters").map(RouteNode::fields).orElse(List.of())) {
      if (!known.get().contains(option.name())) {
        faults.add(option.fault(Sentence.of("fault.no-option", scheme.get(), option.name())));
      }
    }
    return faults;
  }

  private Optional<Set<String>> optionsOf(String scheme) {
    EndpointUriFactory component =
        catalogue.getCamelContextExtension().getEndpointUriFactory(scheme);
    return Optional.ofNullable(component)
        .map(
            known -> {
              Set<String> names = new HashSet<>(known.propertyNames());
              names.addAll(UNLISTED);
              return names;
            });
  }
}
