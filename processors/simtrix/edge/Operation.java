package simtrix.edge;

import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;

/**
 * One operation of a contract.
 *
 * @param id its {@code operationId}, and the name of the route that does it
 * @param path the whole path with its variables
 * @param parameters what may stand in the path, the query and the headers
 * @param consumes media types of the body; empty when there is none
 * @param body what a JSON body has to fit
 * @param streamLimit largest body in bytes where it is too large for memory and the route reads it
 *     itself: {@code x-stream-limit} of the contract's request body
 * @param role who may ask it, {@code x-role} of the contract; empty where the contract leaves that
 *     to others
 */
record Operation(
    String id,
    HttpMethod method,
    PathPattern path,
    List<Parameter> parameters,
    Set<String> consumes,
    Optional<JsonSchema> body,
    Optional<Long> streamLimit,
    Optional<String> role) {

  /** The request attribute under which the matched operation stands. */
  static final String ATTRIBUTE = Operation.class.getName();

  /**
   * One named value.
   *
   * @param in {@code path}, {@code query} or {@code header}
   * @param number whether the text is read as a whole number before it is held against the schema
   */
  record Parameter(String name, String in, boolean required, boolean number, JsonSchema schema) {}

  /** Whether a header or a query parameter of this name may go on into the route. */
  boolean names(String parameter) {
    return namesHeader(parameter)
        || parameters.stream().anyMatch(p -> p.in().equals("query") && p.name().equals(parameter));
  }

  boolean namesHeader(String header) {
    return parameters.stream()
        .anyMatch(p -> p.in().equals("header") && p.name().equalsIgnoreCase(header));
  }

  boolean isForm() {
    return consumes.contains("application/x-www-form-urlencoded");
  }
}
