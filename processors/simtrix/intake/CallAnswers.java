package simtrix.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.EntityType;
import simtrix.call.Call;
import simtrix.call.CallOutcome;
import simtrix.call.CallRecord;
import simtrix.call.CallState;
import simtrix.call.CallStatus;
import simtrix.caller.PortalPages;
import simtrix.device.Device;
import simtrix.device.DeviceRegistry;
import simtrix.edge.RefusedRequest;

/** What the phone hears about its calls (DESIGN 4). */
@Component("callAnswers")
public class CallAnswers {

  /** The answer to an event that is kept. */
  public record Accepted(UUID callId, CallStatus status) {}

  /** The answer to {@code GET /calls/{callId}}. */
  public record Told(
      UUID callId,
      CallState state,
      Optional<CallOutcome> outcome,
      CallStatus status,
      Optional<InCrm> crm,
      Instant updatedAt) {}

  /**
   * Where the call stands in the CRM.
   *
   * @param url of the record's page
   */
  public record InCrm(String entityType, long entityId, Optional<Long> activityId, String url) {}

  private final PortalPages pages;
  private final DeviceRegistry devices;

  CallAnswers(PortalPages pages, DeviceRegistry devices) {
    this.pages = pages;
    this.devices = devices;
  }

  /** The call's id as the journal writes it, in lower case. */
  public String key(@Header("callId") UUID callId) {
    return callId.toString();
  }

  public Accepted accepted(@ExchangeProperty("call") Call call) {
    return new Accepted(call.id(), call.status());
  }

  /**
   * @throws RefusedRequest 404, when the call is not known or another device's
   */
  public Told told(@Body CallRecord row, @ExchangeProperty("device") Device device) {
    return Optional.ofNullable(row)
        .map(CallRecord::snapshot)
        .filter(call -> devices.mayContinueFor(device, call.deviceId()))
        .map(this::told)
        .orElseThrow(() -> RefusedRequest.notFound("This device has no call with this id."));
  }

  private Told told(Call call) {
    return new Told(
        call.id(), call.state(), call.outcome(), call.status(), inCrm(call), call.updatedAt());
  }

  /** Where a call stands in the CRM; empty for one that does not. */
  public Optional<InCrm> inCrm(Call call) {
    return call.progress()
        .entityType()
        .flatMap(
            type ->
                call.progress()
                    .entityId()
                    .map(
                        id ->
                            new InCrm(
                                type,
                                id,
                                call.progress().activityId().filter(activity -> activity > 0),
                                pages.url(call.portal(), EntityType.valueOf(type).page(id)))));
  }
}
