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
 * @param collector Where OpenTelemetry spans are sent, OTLP over HTTP, as {@code
 *     http://collector:4318/v1/traces}. Without one none are made.
 * @param share Share of the traces that are kept, 0 to 1.
 * @param toldSteps Ids of the steps of the routes that the log tells at INFO, a line for each call.
 *     Of all others it tells at DEBUG.
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
