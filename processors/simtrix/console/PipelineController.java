package simtrix.console;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import simtrix.access.AuditedAs;
import simtrix.access.Role;
import simtrix.access.Viewer;
import simtrix.edge.RefusedRequest;
import simtrix.pipeline.QueueStates;
import simtrix.pipeline.RouteCounts;
import simtrix.pipeline.RouteCounts.Count;
import simtrix.pipeline.RouteDrawing;
import simtrix.pipeline.RouteShape;
import simtrix.pipeline.RouteShapes;
import simtrix.routing.check.CheckRoutes;
import simtrix.routing.reload.RouteLedger;
import simtrix.text.Sentence;

/** The pipeline as it runs: queues, routes with their counters, and a drawing of each route. */
@Controller
@RequestMapping("/console/pipeline")
class PipelineController {

  /** The way of a call goes through these; files of others come after them, folded. */
  private static final List<String> WAY_OF_A_CALL =
      List.of("calls", "callers", "writes", "retries", "portal-request");

  private final RouteShapes shapes;
  private final RouteCounts counts;
  private final QueueStates queues;
  private final RouteLedger ledger;

  PipelineController(
      RouteShapes shapes, RouteCounts counts, QueueStates queues, RouteLedger ledger) {
    this.shapes = shapes;
    this.counts = counts;
    this.queues = queues;
    this.ledger = ledger;
  }

  /**
   * The routes of one file.
   *
   * @param since when the file, as it is now, took effect; of files inside the jar nothing is told
   * @param open whether they are shown without being asked for
   */
  public record RouteGroup(String file, Optional<Instant> since, boolean open, List<Row> rows) {}

  /** A route with what it has done. */
  public record Row(RouteShape route, Count count) {}

  @AuditedAs("seePipeline")
  @GetMapping
  String overview(@ModelAttribute("viewer") Viewer viewer, Model model) {
    Refused.unless(viewer.may(Role.OPERATOR));
    RouteLedger.State files = ledger.state();
    model.addAttribute("refusal", files.lastRefusal());
    model.addAttribute(
        "groups",
        shapes.running().entrySet().stream()
            .map(file -> group(file, files))
            .sorted(Comparator.comparing(PipelineController::place))
            .toList());
    model.addAttribute("queues", queues.read());
    return "console/pipeline";
  }

  @AuditedAs("seePipeline")
  @GetMapping("/{id:[a-z0-9-]{1,100}}")
  String route(@PathVariable String id, @ModelAttribute("viewer") Viewer viewer, Model model) {
    Refused.unless(viewer.may(Role.OPERATOR));
    List<RouteShape> all = shapes.running().values().stream().flatMap(Collection::stream).toList();
    RouteShape route =
        all.stream()
            .filter(found -> found.id().equals(id))
            .findFirst()
            .orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.route.none", id)));
    model.addAttribute("row", row(route));
    model.addAttribute("drawing", RouteDrawing.of(route));
    model.addAttribute(
        "callers",
        all.stream().filter(other -> other.calls().contains(id)).map(RouteShape::id).toList());
    return "console/pipeline-route";
  }

  private RouteGroup group(Map.Entry<String, List<RouteShape>> file, RouteLedger.State files) {
    Optional<Instant> since =
        files.files().stream()
            .filter(found -> found.file().equals(file.getKey() + CheckRoutes.ENDING))
            .map(RouteLedger.FileState::since)
            .findFirst();
    return new RouteGroup(
        file.getKey(),
        since,
        WAY_OF_A_CALL.contains(file.getKey()),
        file.getValue().stream().map(this::row).toList());
  }

  private Row row(RouteShape route) {
    return new Row(route, counts.of(route.id()));
  }

  private static int place(RouteGroup group) {
    int place = WAY_OF_A_CALL.indexOf(group.file());
    return place < 0 ? WAY_OF_A_CALL.size() : place;
  }
}
