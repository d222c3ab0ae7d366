package simtrix.intake;

import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallEvent;
import simtrix.call.CallIntake;
import simtrix.caller.CallerQuestions;
import simtrix.caller.PhoneNumbers;
import simtrix.device.Device;
import simtrix.device.DeviceRegistry;
import simtrix.edge.RefusedRequest;

/** Puts an event of a phone into the journal. */
@Component("callKeeper")
public class CallKeeper {

  private final CallIntake intake;
  private final PhoneNumbers numbers;
  private final CallerQuestions questions;
  private final DeviceRegistry devices;

  CallKeeper(
      CallIntake intake, PhoneNumbers numbers, CallerQuestions questions, DeviceRegistry devices) {
    this.devices = devices;
    this.intake = intake;
    this.numbers = numbers;
    this.questions = questions;
  }

  /** Sets the property {@code question} for the call in property {@code call}. */
  public void question(Exchange exchange, @ExchangeProperty("call") Call call) {
    exchange.setProperty(
        "question",
        questions.about(call.portal(), call.number(), call.lineNumber(), call.isAnonymous()));
  }

  /** Sets the property {@code question} for a number alone. */
  public void questionAbout(
      Exchange exchange,
      @Header("number") String number,
      @ExchangeProperty("device") Device device) {
    exchange.setProperty(
        "question", questions.about(device.portal(), Optional.of(number), Optional.empty(), false));
  }

  /**
   * Keeps an event; when this returns it is committed.
   *
   * @return the call as the journal has it now
   * @throws RefusedRequest 409, when the call is another device's and stays so
   */
  public Call keep(
      @Header("callId") UUID callId,
      @ExchangeProperty("device") Device device,
      @Body CallEvent event) {
    Optional<String> e164 = event.number().flatMap(text -> numbers.e164(text, event.lineNumber()));
    return intake
        .keep(
            callId,
            device.portal(),
            device.id().toString(),
            device.userId(),
            event,
            e164,
            owner -> devices.mayContinueFor(device, owner))
        .orElseThrow(
            () ->
                RefusedRequest.of(
                    HttpStatus.CONFLICT,
                    "This call id belongs to another device; make a new UUID for each call."));
  }
}
