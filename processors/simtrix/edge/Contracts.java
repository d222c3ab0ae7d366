package simtrix.edge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;

/** The contracts of this server, to find the operation that a request asks for. */
@Component
public class Contracts {

  private final List<Contract> contracts =
      Stream.of("openapi/bridge-v1.yaml", "openapi/support-v1.yaml", "openapi/bitrix24.yaml")
          .map(Contract::read)
          .toList();

  List<Contract> all() {
    return contracts;
  }

  /**
   * What a request asks for, for those who decide about it before the gate does.
   *
   * @param operation its operationId
   * @param role who may ask it, {@code x-role} of the contract
   * @param changes whether it is more than a look
   */
  public record Asked(String operation, Optional<String> role, boolean changes) {}

  /** All operations, in the order of the contracts. */
  public List<Asked> operations() {
    return contracts.stream()
        .flatMap(contract -> contract.operations().stream())
        .map(Contracts::asked)
        .toList();
  }

  /**
   * @param path as it stands in the request line
   * @return empty when no contract has such an operation
   */
  public Optional<Asked> asked(String method, String path) {
    String meant = method.equals("HEAD") ? "GET" : method;
    return at(path).stream()
        .filter(operation -> operation.method().name().equals(meant))
        .findFirst()
        .map(Contracts::asked);
  }

  /**
   * The same for an operation that is asked by its name.
   *
   * @throws IllegalArgumentException when no contract has it
   */
  public Asked operation(String id) {
    return asked(named(id));
  }

  /**
   * The path of an operation with its variables filled in, as {@code
   * /support/api/v1/dead-letters/5}.
   *
   * @throws IllegalArgumentException when no contract has it
   */
  public String path(String id, Map<String, ?> variables) {
    String path = named(id).path().getPatternString();
    for (Map.Entry<String, ?> variable : variables.entrySet()) {
      path = path.replace("{" + variable.getKey() + "}", String.valueOf(variable.getValue()));
    }
    return path;
  }

  Operation named(String id) {
    return contracts.stream()
        .flatMap(contract -> contract.operations().stream())
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("No contract has the operation " + id + "."));
  }

  private static Asked asked(Operation operation) {
    return new Asked(operation.id(), operation.role(), !operation.method().equals(HttpMethod.GET));
  }

  /**
   * @param path as it stands in the request line, still encoded
   * @throws RefusedRequest 404 when no contract has the path; 405 with {@code Allow} when it does
   *     not take the method
   */
  Operation find(String method, String path) {
    List<Operation> here = at(path);
    if (here.isEmpty()) {
      throw RefusedRequest.notFound("There is nothing at this path; see the API's contract.");
    }
    HttpMethod asked = HttpMethod.valueOf(method.equals("HEAD") ? "GET" : method);
    return here.stream()
        .filter(operation -> operation.method().equals(asked))
        .findFirst()
        .orElseThrow(() -> notAllowed(method, here));
  }

  /** What {@code Allow} says about a path; empty when no contract has it. */
  Set<String> methods(String path) {
    Set<String> methods =
        at(path).stream()
            .map(o -> o.method().name())
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return methods;
  }

  /** No path of a contract needs encoding, and Camel would compare it as it was sent. */
  private List<Operation> at(String path) {
    if (path.indexOf('%') >= 0) {
      return List.of();
    }
    PathContainer asked = PathContainer.parsePath(path);
    List<Operation> matching =
        contracts.stream()
            .flatMap(contract -> contract.operations().stream())
            .filter(operation -> operation.path().matches(asked))
            .sorted((a, b) -> a.path().compareTo(b.path()))
            .toList();
    return matching.stream()
        .filter(operation -> operation.path().equals(matching.get(0).path()))
        .toList();
  }

  private RefusedRequest notAllowed(String method, List<Operation> here) {
    String allowed = String.join(", ", methods(here.get(0).path().getPatternString()));
    return RefusedRequest.of(
            HttpStatus.METHOD_NOT_ALLOWED, "This path takes %s, not %s.".formatted(allowed, method))
        .header(HttpHeaders.ALLOW, allowed);
  }
}
