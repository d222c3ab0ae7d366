package simtrix.routes;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import simtrix.access.Role;
import simtrix.access.Viewer;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.CallOutcome;
import simtrix.call.CallRecord;
import simtrix.call.CallState;
import simtrix.call.CallStatus;
import simtrix.call.Presentation;
import simtrix.caller.CallerNumber;
import simtrix.caller.CallerQuestion;
import simtrix.device.Device;

/** One call, one phone, one caller: they stand for all of their kind. */
final class Samples {

  static final UUID CALL_ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

  /** The message that orders {@link #call} to be written. */
  static final String ORDER = "{\"callId\":\"" + CALL_ID + "\",\"portal\":7,\"ticket\":3}";

  static final CallerNumber NUMBER =
      new CallerNumber("+4915112345678", List.of("+4915112345678", "015112345678"));

  /** The message group of that number's calls: it is the same each time, and not the number. */
  static final String GROUP = "1e8de421";

  static final CallerQuestion SOMEBODY = new CallerQuestion(7, Optional.of(NUMBER), false);

  static final Device PHONE =
      new Device(
          UUID.fromString("99999999-2222-3333-4444-555555555555"),
          7,
          12,
          "Eva",
          "Pixel",
          "15",
          "1.0",
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of());

  static final Viewer OPERATOR = new Viewer("eva", Role.OPERATOR);

  private Samples() {}

  /** A missed call of portal 7 that waits to be written, tried {@code attempts} times so far. */
  static Call ended(boolean messageMissing, int attempts) {
    return call(
        CallState.ENDED,
        Optional.of(CallOutcome.MISSED),
        CallStatus.QUEUED,
        messageMissing,
        attempts);
  }

  static Call ended(boolean messageMissing) {
    return ended(messageMissing, 0);
  }

  /** The same call while it rings. */
  static Call ringing() {
    return call(CallState.RINGING, Optional.empty(), CallStatus.RINGING, false, 0);
  }

  /** The journal's row of a call. */
  static CallRecord row(Call call) {
    CallRecord row = mock(CallRecord.class);
    when(row.snapshot()).thenReturn(call);
    return row;
  }

  private static Call call(
      CallState state,
      Optional<CallOutcome> outcome,
      CallStatus status,
      boolean messageMissing,
      int attempts) {
    return new Call(
        CALL_ID,
        7,
        PHONE.id().toString(),
        12,
        state,
        outcome,
        status,
        Optional.of("0151 12345678"),
        Optional.of(NUMBER.e164()),
        Presentation.ALLOWED,
        Optional.empty(),
        Instant.EPOCH,
        0,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        3,
        attempts,
        Optional.empty(),
        messageMissing,
        new Progress(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
