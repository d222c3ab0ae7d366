package simtrix.support;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import simtrix.device.Device;
import simtrix.device.DeviceRegistry;
import simtrix.device.PhoneHealth;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;

/** The phones as support sees them. */
@Component("deviceDesk")
public class DeviceDesk {

  /** A phone that lives is heard of more often: its app sends a heartbeat by itself. */
  private static final Duration SILENT = Duration.ofMinutes(30);

  /**
   * @param portalHost empty for a portal that is not known any more
   * @param online whether it was heard of in the last half hour and may still log in
   * @param health what is wrong with it, the worst first; empty: nothing
   * @param missingPermissions what the user did not allow the app, by the names of DESIGN 4
   */
  public record Row(
      @JsonUnwrapped Device device,
      String portalHost,
      boolean online,
      List<PhoneHealth.Trouble> health,
      List<String> missingPermissions) {}

  private final DeviceRegistry devices;
  private final PortalRegistry portals;
  private final PhoneHealth health;
  private final Clock clock;

  DeviceDesk(DeviceRegistry devices, PortalRegistry portals, PhoneHealth health, Clock clock) {
    this.devices = devices;
    this.health = health;
    this.portals = portals;
    this.clock = clock;
  }

  /** Every phone, revoked ones too, the newest first. */
  public List<Row> list() {
    Map<Long, Portal> known =
        portals.all().stream().collect(Collectors.toMap(Portal::id, Function.identity()));
    return devices.list().stream()
        .map(
            device ->
                row(
                    device,
                    known.containsKey(device.portal()) ? known.get(device.portal()).host() : ""))
        .toList();
  }

  /** One phone in the same form. */
  public Row row(@Body Device device) {
    return row(device, portals.findById(device.portal()).map(Portal::host).orElse(""));
  }

  private Row row(Device device, String host) {
    boolean heard =
        device.lastSeenAt().filter(seen -> seen.plus(SILENT).isAfter(clock.instant())).isPresent();
    return new Row(
        device,
        host,
        heard && device.revokedAt().isEmpty(),
        health.of(device),
        PhoneHealth.missingPermissions(device));
  }
}
