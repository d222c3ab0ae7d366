package simtrix.recording;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.device.Device;
import simtrix.device.DeviceRegistry;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;
import simtrix.edge.StreamedBody;
import simtrix.recording.RecordingJournal.Taken;

/** Takes the recording of a call from a phone (DESIGN 4). */
@Component("recordingIntake")
public class RecordingIntake {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingIntake.class);

  /** The answer to an upload; the phone may forget the file, whatever the state. */
  public record Kept(UUID callId, RecordingState state, Optional<Reason> reason) {}

  private final CallJournal calls;
  private final RecordingJournal journal;
  private final RecordingPermission permission;
  private final Uploads uploads;
  private final RecordingFiles files;
  private final DeviceRegistry devices;

  RecordingIntake(
      CallJournal calls,
      RecordingJournal journal,
      RecordingPermission permission,
      Uploads uploads,
      RecordingFiles files,
      DeviceRegistry devices) {
    this.calls = calls;
    this.journal = journal;
    this.permission = permission;
    this.uploads = uploads;
    this.files = files;
    this.devices = devices;
  }

  /**
   * Receives the body of the request; when this returns, file and row are on the disk, or nothing
   * of it is kept because nobody allows it.
   *
   * @throws RefusedRequest 404 for a call that this phone does not have; else as {@link
   *     Uploads#receive}
   */
  public Kept receive(
      @Header("callId") UUID callId,
      @ExchangeProperty("device") Device device,
      @Header(RouteHeaders.HTTP_REQUEST) HttpServletRequest request) {
    Call call =
        calls
            .find(callId)
            .filter(found -> devices.mayContinueFor(device, found.deviceId()))
            .orElseThrow(() -> RefusedRequest.notFound("This device has no call with this id."));
    StreamedBody body = StreamedBody.of(request);
    Optional<Recording> before = journal.find(callId);
    Optional<Reason> refusal = permission.refusal(call.portal(), device.id().toString(), before);
    if (before.filter(known -> known.state() == RecordingState.ATTACHED).isPresent()) {
      uploads.look(body);
    } else if (refusal.isPresent()) {
      uploads.look(body);
      journal.refused(call, refusal.get());
      LOG.info("A recording of call {} is not kept: {}", callId, refusal.get());
    } else {
      keep(call, uploads.receive(body));
    }
    return answer(callId);
  }

  private void keep(Call call, Arrived arrived) {
    Path temporary = arrived.temporary().orElseThrow();
    String file;
    try {
      file = files.keep(temporary, call.id(), arrived.format());
    } catch (IOException full) {
      files.delete(temporary);
      throw Uploads.noRoom(full);
    }
    Taken taken;
    try {
      taken = journal.received(call, arrived, file);
    } catch (RuntimeException notKept) {
      files.delete(files.path(file));
      throw notKept;
    }
    if (taken == Taken.NOT_NEEDED) {
      files.delete(files.path(file));
    }
  }

  private Kept answer(UUID callId) {
    Recording now = journal.find(callId).orElseThrow();
    return new Kept(callId, now.state(), now.reason());
  }
}
