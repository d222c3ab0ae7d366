package simtrix.edge;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.http.server.PathContainer;

/** What a request has to say for the parameters of an operation, each from its own place. */
final class ParameterValues {

  private final Map<String, String> path;
  private final Map<String, List<String>> query;
  private final HttpServletRequest request;

  /**
   * @throws RefusedRequest 400 when the query cannot be decoded
   */
  ParameterValues(HttpServletRequest request, Operation operation) {
    var match = operation.path().matchAndExtract(PathContainer.parsePath(request.getRequestURI()));
    this.path = match == null ? Map.of() : match.getUriVariables();
    this.query =
        request.getQueryString() == null ? Map.of() : FormText.read(request.getQueryString());
    this.request = request;
  }

  List<String> of(Operation.Parameter parameter) {
    return switch (parameter.in()) {
      case "path" ->
          path.containsKey(parameter.name()) ? List.of(path.get(parameter.name())) : List.of();
      case "query" -> query.getOrDefault(parameter.name(), List.of());
      default -> Collections.list(request.getHeaders(parameter.name()));
    };
  }
}
