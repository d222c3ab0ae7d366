package simtrix.routing.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.Processor;
import simtrix.text.Sentence;

/** Whether the beans that a route calls are there and can do what is asked of them. */
class BeanCheck {

  private static final Pattern IN_SIMPLE =
      Pattern.compile("\\$\\{bean:([a-zA-Z0-9]+)(?:\\?method=([a-zA-Z0-9]+))?}");
  private static final Pattern IN_OPTION = Pattern.compile("#(?:bean:)?([a-zA-Z][a-zA-Z0-9]*)");

  private final KnownParts parts;

  BeanCheck(KnownParts parts) {
    this.parts = parts;
  }

  List<RouteFault> check(RouteNode node) {
    List<RouteFault> faults = new ArrayList<>();
    if (node.name().equals("bean") || node.name().equals("process")) {
      node.field("ref").ifPresent(ref -> faults.addAll(called(ref, ref.text().orElse(""), node)));
    }
    String text = node.text().orElse("");
    for (MatchResult call : IN_SIMPLE.matcher(text).results().toList()) {
      faults.addAll(method(node, call.group(1), Optional.ofNullable(call.group(2)), node));
    }
    if (node.parent().equals("parameters") && IN_OPTION.matcher(text).matches()) {
      String name = IN_OPTION.matcher(text).replaceFirst("$1");
      if (parts.bean(name).isEmpty()) {
        faults.add(node.fault(noBean(name)));
      }
    }
    return faults;
  }

  private List<RouteFault> called(RouteNode ref, String name, RouteNode step) {
    if (step.name().equals("bean")) {
      return method(ref, name, step.text("method"), step.field("method").orElse(ref));
    }
    Optional<Class<?>> bean = parts.bean(name);
    if (bean.isEmpty()) {
      return List.of(ref.fault(noBean(name)));
    }
    return Processor.class.isAssignableFrom(bean.get())
        ? List.of()
        : List.of(ref.fault(Sentence.of("fault.no-processor", name)));
  }

  private List<RouteFault> method(
      RouteNode at, String name, Optional<String> method, RouteNode methodAt) {
    Optional<Class<?>> bean = parts.bean(name);
    if (bean.isEmpty()) {
      return List.of(at.fault(noBean(name)));
    }
    boolean known =
        method.isEmpty()
            || Arrays.stream(bean.get().getMethods())
                .anyMatch(candidate -> candidate.getName().equals(plain(method.get())));
    return known
        ? List.of()
        : List.of(methodAt.fault(Sentence.of("fault.no-method", name, plain(method.get()))));
  }

  /** Without the arguments that a route may give. */
  private static String plain(String method) {
    return method.split("\\(", 2)[0];
  }

  private static Sentence noBean(String name) {
    return Sentence.of("fault.no-bean", name);
  }
}
