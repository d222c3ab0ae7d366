package simtrix.device;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import simtrix.portal.RecordingSwitch;

/** Answers a phone with its settings, or with 304 when it has them already (RFC 9110, 13.1.2). */
@Component
public class SettingsAnswer implements Processor {

  private final RecordingSwitch recordings;

  public SettingsAnswer(RecordingSwitch recordings) {
    this.recordings = recordings;
  }

  /** Reads the phone from the property {@code device}. */
  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Device device = exchange.getProperty("device", Device.class);
    PhoneSettings settings = PhoneSettings.of(recordings.allows(device.portal()));
    boolean known =
        settings.isKnownBy(
            Optional.ofNullable(message.getHeader(HttpHeaders.IF_NONE_MATCH, String.class)));
    message.setHeader(HttpHeaders.ETAG, settings.tag());
    message.setHeader(
        Exchange.HTTP_RESPONSE_CODE, (known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK).value());
    message.setBody(known ? null : settings);
  }
}
