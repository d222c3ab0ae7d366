package simtrix.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceAware;
import org.springframework.stereotype.Component;
import simtrix.pipeline.StepShape.Branch;
import simtrix.pipeline.StepShape.Look;
import simtrix.routing.LiveRoutes;

/** Reads the shapes of the routes from what Camel has loaded, so they are those that run. */
@Component
public class RouteShapes {

  /** Of what stands there Camel does not keep the file: there is one (DESIGN 2). */
  private static final String FAILURES = "failures";

  private final CamelContext camel;

  private final LiveRoutes live;

  public RouteShapes(CamelContext camel, LiveRoutes live) {
    this.camel = camel;
    this.live = live;
  }

  /** The routes that run, by file and in the order of the file. */
  public Map<String, List<RouteShape>> running() {
    return byFile(routes().map(this::shape));
  }

  /** What stands in the files: routes, templates of routes, and what is done about failures. */
  public Map<String, List<RouteShape>> written() {
    Stream<RouteShape> templates =
        model().getRouteTemplateDefinitions().stream().map(this::template);
    Stream<RouteShape> failures =
        model().getRouteConfigurationDefinitions().stream()
            .filter(found -> !found.getOnExceptions().isEmpty())
            .map(this::configuration);
    return byFile(Stream.of(templates, failures, routes().map(this::shape)).flatMap(all -> all));
  }

  private static Map<String, List<RouteShape>> byFile(Stream<RouteShape> shapes) {
    Map<String, List<RouteShape>> files = new TreeMap<>();
    shapes.forEach(
        shape -> files.computeIfAbsent(shape.file(), file -> new ArrayList<>()).add(shape));
    return files;
  }

  /** Without those that only finish what they have begun, because another one follows them. */
  private Stream<RouteDefinition> routes() {
    return model().getRouteDefinitions().stream()
        .filter(route -> live.isCurrent(route.getRouteId()));
  }

  private Model model() {
    return camel.getCamelContextExtension().getContextPlugin(Model.class);
  }

  private RouteShape shape(RouteDefinition route) {
    return new RouteShape(
        LiveRoutes.idOf(route.getRouteId()),
        text(route.getDescriptionText()),
        file(route),
        Destination.of(route.getInput().getEndpointUri()).asEntry(),
        steps(route.getOutputs()));
  }

  private RouteShape template(RouteTemplateDefinition template) {
    RouteDefinition route = template.getRoute();
    return new RouteShape(
        template.getId(),
        text(template.getDescriptionText()),
        file(template),
        Destination.of(route.getInput().getEndpointUri()).asEntry(),
        steps(route.getOutputs()));
  }

  private RouteShape configuration(RouteConfigurationDefinition configuration) {
    List<Branch> branches =
        configuration.getOnExceptions().stream().map(this::onException).toList();
    StepShape kinds =
        new StepShape(
            Look.CHOICE,
            configuration.getId(),
            "What kind of failure is it?",
            Optional.empty(),
            Optional.empty(),
            branches);
    return new RouteShape(
        configuration.getId(),
        text(configuration.getDescriptionText()),
        file(configuration),
        "a step fails",
        List.of(kinds));
  }

  private Branch onException(OnExceptionDefinition failure) {
    return new Branch(
        text(failure.getId()), text(failure.getDescriptionText()), steps(failure.getOutputs()));
  }

  /** What a configuration says of failures Camel adds to each route; it is drawn once. */
  private List<StepShape> steps(List<ProcessorDefinition<?>> definitions) {
    return definitions.stream()
        .filter(definition -> !(definition instanceof OnExceptionDefinition))
        .map(this::step)
        .toList();
  }

  private StepShape step(ProcessorDefinition<?> definition) {
    Optional<Destination> to = destination(definition);
    Optional<String> route = to.flatMap(Destination::directName).flatMap(this::routeFrom);
    return new StepShape(
        look(definition, to),
        text(definition.getId()),
        text(definition.getDescriptionText()),
        route.or(() -> to.map(Destination::asTarget)),
        route,
        branches(definition));
  }

  private List<Branch> branches(ProcessorDefinition<?> definition) {
    if (definition instanceof ChoiceDefinition choice) {
      List<Branch> branches = new ArrayList<>();
      choice.getWhenClauses().forEach(when -> branches.add(branch(when, when.getOutputs())));
      Optional.ofNullable(choice.getOtherwise())
          .ifPresent(otherwise -> branches.add(branch(otherwise, otherwise.getOutputs())));
      return branches;
    }
    return definition.getOutputs().isEmpty()
        ? List.of()
        : List.of(new Branch("", "", steps(definition.getOutputs())));
  }

  private Branch branch(
      OptionalIdentifiedDefinition<?> way, List<ProcessorDefinition<?>> definitions) {
    return new Branch(text(way.getId()), text(way.getDescriptionText()), steps(definitions));
  }

  private static Look look(ProcessorDefinition<?> definition, Optional<Destination> to) {
    if (to.isPresent()) {
      return to.get().directName().isPresent() ? Look.CALL : Look.SEND;
    }
    return switch (definition.getShortName()) {
      case "choice", "filter", "aggregate", "split", "loop", "doTry" -> Look.CHOICE;
      case "bean", "process" -> Look.WORK;
      case "stop" -> Look.STOP;
      default -> Look.NOTE;
    };
  }

  private static Optional<Destination> destination(ProcessorDefinition<?> definition) {
    if (definition instanceof ToDynamicDefinition dynamic) {
      return Optional.of(Destination.of(dynamic.getUri()));
    }
    return definition instanceof ToDefinition to
        ? Optional.of(Destination.of(to.getEndpointUri()))
        : Optional.empty();
  }

  private Optional<String> routeFrom(String direct) {
    return routes()
        .filter(
            route ->
                Destination.of(route.getInput().getEndpointUri())
                    .directName()
                    .filter(direct::equals)
                    .isPresent())
        .map(route -> LiveRoutes.idOf(route.getRouteId()))
        .findFirst();
  }

  private static String file(ResourceAware definition) {
    Resource resource = definition.getResource();
    if (resource == null) {
      return FAILURES;
    }
    String location = resource.getLocation();
    return location.replaceFirst("^.*[/:\\\\]", "").replaceFirst("\\.camel\\.yaml$", "");
  }

  private static String text(String maybe) {
    return maybe == null ? "" : maybe;
  }
}
