package simtrix.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How the way of a call can be followed.
 *
 * @param collector where OpenTelemetry spans are sent (OTLP over HTTP); without one none are made
 * @param share of the traces that are kept, 0 to 1
 * @param toldSteps ids of the steps that the log tells at INFO, one line a call; of all others it
 *     tells at DEBUG
 */
public record TracingSettings(
    Optional<@WebAddress URI> collector,
    @DecimalMin(value = "0", message = "must be a number from 0 to 1")
        @DecimalMax(value = "1", message = "must be a number from 0 to 1")
        double share,
    @NotNull(message = "must name steps of the routes, or none")
        List<@NotBlank(message = "must be the id of a step") String> toldSteps) {

  /** Takes an empty text for "not set", as {@code docker compose} passes it. */
  public TracingSettings {
    collector = Blank.toEmpty(collector);
  }
}
