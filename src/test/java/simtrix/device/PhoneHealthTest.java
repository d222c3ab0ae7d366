package simtrix.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.device.PhoneHealth.Trouble;
import simtrix.settings.SimtrixSettings;

@DisplayName("Which phones need somebody")
class PhoneHealthTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant DAY_AGO = NOW.minus(Duration.ofDays(1));

  private final DeviceRegistry devices = mock(DeviceRegistry.class);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private PhoneHealth health;

  @BeforeEach
  void limits() {
    SimtrixSettings settings = mock(SimtrixSettings.class);
    when(settings.phoneHealth())
        .thenReturn(new SimtrixSettings.PhoneHealth(Duration.ofDays(1), 20));
    health = new PhoneHealth(devices, settings, meters, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  @DisplayName("A phone is silent a day after it was heard of, or after its pairing, to the second")
  void silent() {
    assertThat(health.of(phone(Optional.of(DAY_AGO), 0, Map.of()))).containsExactly(Trouble.SILENT);
    assertThat(health.of(phone(Optional.of(DAY_AGO.plusMillis(1)), 0, Map.of()))).isEmpty();
    assertThat(health.of(phone(Optional.empty(), 0, Map.of()))).containsExactly(Trouble.SILENT);
  }

  @Test
  @DisplayName("A permission that was refused shows up; one that is not known does not")
  void permissions() {
    Device refused = phone(Optional.of(NOW), 0, Map.of("callLog", false, "overlay", true));
    assertThat(health.of(refused)).containsExactly(Trouble.PERMISSION_MISSING);
    assertThat(PhoneHealth.missingPermissions(refused)).containsExactly("callLog");
    assertThat(health.of(phone(Optional.of(NOW), 0, Map.of()))).isEmpty();
  }

  @Test
  @DisplayName("A long queue shows up, and the worst trouble comes first")
  void queue() {
    assertThat(health.of(phone(Optional.of(NOW), 19, Map.of()))).isEmpty();
    assertThat(health.of(phone(Optional.of(NOW), 20, Map.of())))
        .containsExactly(Trouble.QUEUE_LONG);
    assertThat(health.of(phone(Optional.of(DAY_AGO), 20, Map.of("overlay", false))))
        .containsExactly(Trouble.SILENT, Trouble.PERMISSION_MISSING, Trouble.QUEUE_LONG);
  }

  @Test
  @DisplayName("Operators see how many phones have which trouble; revoked ones have none")
  void metrics() {
    Device revoked =
        new Device(
            UUID.randomUUID(),
            7,
            12,
            "Old",
            "",
            "",
            "",
            DAY_AGO,
            Optional.empty(),
            Optional.of(NOW),
            Optional.of(50),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    when(devices.list()).thenReturn(List.of(phone(Optional.of(DAY_AGO), 20, Map.of()), revoked));
    health.read();
    assertThat(meters.get("simtrix.phones.paired").gauge().value()).isEqualTo(1);
    assertThat(troubled("SILENT")).isEqualTo(1);
    assertThat(troubled("QUEUE_LONG")).isEqualTo(1);
    assertThat(troubled("PERMISSION_MISSING")).isZero();
  }

  private double troubled(String trouble) {
    return meters.get("simtrix.phones.troubled").tag("trouble", trouble).gauge().value();
  }

  private static Device phone(
      Optional<Instant> seen, int queueLength, Map<String, Boolean> permissions) {
    return new Device(
        UUID.randomUUID(),
        7,
        12,
        "Eva",
        "Pixel",
        "15",
        "1.0",
        DAY_AGO,
        seen,
        Optional.empty(),
        Optional.of(queueLength),
        Optional.empty(),
        Optional.empty(),
        permissions);
  }
}
