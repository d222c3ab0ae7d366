package simtrix.device;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/** Says which phones need somebody to look at them, and why. */
@Component("phoneHealth")
public class PhoneHealth {

  /** What can be wrong with a phone, the worst first. */
  public enum Trouble {
    /** It was not heard of for long: no request of any kind came. */
    SILENT,
    /** The user does not allow the app something that it needs. */
    PERMISSION_MISSING,
    /** Many events wait on it, so it cannot get rid of them. */
    QUEUE_LONG
  }

  private final DeviceRegistry devices;
  private final SimtrixSettings.PhoneHealth limits;
  private final Clock clock;
  private volatile Map<Trouble, Long> last = Map.of();
  private volatile long phones;

  PhoneHealth(DeviceRegistry devices, SimtrixSettings settings, MeterRegistry meters, Clock clock) {
    this.devices = devices;
    this.limits = settings.phoneHealth();
    this.clock = clock;
    for (Trouble trouble : Trouble.values()) {
      Gauge.builder("simtrix.phones.troubled", this, now -> now.last.getOrDefault(trouble, 0L))
          .description("Phones that need somebody, by what is wrong with them")
          .tag("trouble", trouble.name())
          .register(meters);
    }
    Gauge.builder("simtrix.phones.paired", this, now -> now.phones)
        .description("Phones that may log in")
        .register(meters);
  }

  /** What is wrong with a phone now; nothing with one that was revoked. */
  public List<Trouble> of(Device device) {
    List<Trouble> troubles = new ArrayList<>();
    if (device.revokedAt().isPresent()) {
      return troubles;
    }
    Instant heard = device.lastSeenAt().orElse(device.pairedAt());
    if (!heard.plus(limits.silentAfter()).isAfter(clock.instant())) {
      troubles.add(Trouble.SILENT);
    }
    if (!missingPermissions(device).isEmpty()) {
      troubles.add(Trouble.PERMISSION_MISSING);
    }
    if (device.queueLength().filter(length -> length >= limits.longQueue()).isPresent()) {
      troubles.add(Trouble.QUEUE_LONG);
    }
    return troubles;
  }

  /** What the user did not allow the app, by the names of DESIGN 4. */
  public static List<String> missingPermissions(Device device) {
    return device.permissions().entrySet().stream()
        .filter(permission -> Boolean.FALSE.equals(permission.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Reads the phones once, for all who look at the metrics. */
  public void read() {
    Map<Trouble, Long> counted = new EnumMap<>(Trouble.class);
    long living = 0;
    for (Device device : devices.list()) {
      living += device.revokedAt().isEmpty() ? 1 : 0;
      of(device).forEach(trouble -> counted.merge(trouble, 1L, Long::sum));
    }
    phones = living;
    last = counted;
  }
}
