package simtrix.recording;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import simtrix.device.Device;
import simtrix.device.DeviceRegistry;
import simtrix.portal.RecordingSwitch;

/**
 * Who has to agree before a recording is kept: the portal's administrator and the phone's user. The
 * user agrees by announcing or uploading one, and takes that back with a heartbeat that says so.
 */
@Component
class RecordingPermission {

  private final RecordingSwitch portals;
  private final DeviceRegistry devices;

  RecordingPermission(RecordingSwitch portals, DeviceRegistry devices) {
    this.portals = portals;
    this.devices = devices;
  }

  /** Why a recording must not be kept; empty when both agree. */
  Optional<Reason> refusal(long portal, String deviceId, Optional<Recording> known) {
    if (!portals.allows(portal)) {
      return Optional.of(Reason.NOT_ALLOWED);
    }
    return devices
        .byId(UUID.fromString(deviceId))
        .filter(phone -> hasRefused(phone, known))
        .map(phone -> Reason.USER_REFUSED);
  }

  /** An announcement is newer than a switch that was put off before it. */
  private static boolean hasRefused(Device phone, Optional<Recording> known) {
    boolean off = phone.recording().filter(on -> !on).isPresent();
    boolean announcedSince =
        known
            .flatMap(Recording::expectedAt)
            .filter(at -> phone.recordingAt().filter(at::isBefore).isEmpty())
            .isPresent();
    return off && !announcedSince;
  }
}
