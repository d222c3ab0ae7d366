package simtrix.routing.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;

/** The operations of an OpenAPI contract, each of which is a route. */
final class ContractOperations {

  private static final String CLASSPATH = "classpath:";

  private ContractOperations() {}

  /**
   * @param specification as a route file names it; one that is not inside the jar has none
   */
  static List<String> of(String specification) {
    if (!specification.startsWith(CLASSPATH)) {
      return List.of();
    }
    String path = "/" + specification.substring(CLASSPATH.length());
    try (InputStream contract = ContractOperations.class.getResourceAsStream(path)) {
      return Optional.ofNullable(contract)
          .flatMap(new Compose(LoadSettings.builder().build())::composeInputStream)
          .map(root -> RouteNode.of(path, root))
          .orElse(List.of())
          .stream()
          .filter(node -> node.name().equals("operationId"))
          .flatMap(node -> node.text().stream())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The contract %s cannot be read.".formatted(path), unreadable);
    }
  }
}
