package simtrix.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One HTTP request that reached the sandbox.
 *
 * @param method the REST method, or {@link FaultRules#OAUTH}
 * @param commands the methods inside a batch, in order; empty otherwise
 * @param status of the answer; 0 when the connection was cut
 * @param took processing time, without an injected delay
 */
public record LoggedRequest(
    Instant at, String verb, String method, List<String> commands, int status, Duration took) {

  /** Whether the request called this method, alone or inside a batch. */
  public boolean calls(String name) {
    return method.equalsIgnoreCase(name) || commands.stream().anyMatch(name::equalsIgnoreCase);
  }
}
