package simtrix.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.RouteCommand;
import simtrix.call.Call;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * One more step of a write, for routes: a command to the call's portal that stands in the route
 * itself. It goes through the same limiter, and its failure is the call's failure.
 */
@Component("portalCommand")
public class PortalCommand {

  private record Written(String method, Map<String, Object> params) {}

  private final RouteCommand commands;
  private final ObjectReader reader;

  PortalCommand(RouteCommand commands, ObjectMapper json) {
    this.commands = commands;
    this.reader =
        json.readerFor(Written.class).with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
  }

  /**
   * @param text {@code {"method": "...", "params": {...}}}; one that may be repeated
   * @throws CrmFailure when the portal refuses or does not answer, or the text is no command
   */
  public void send(@ExchangeProperty("call") Call call, @Body String text) {
    Written command = read(text);
    commands.send(call.portal(), CallDepartures.origin(call), command.method(), command.params());
  }

  private Written read(String text) {
    try {
      return reader.readValue(text);
    } catch (JsonProcessingException broken) {
      throw CrmFailure.of(
          Category.BUG,
          "UNREADABLE_COMMAND",
          "The step before portalCommand made no command; it must be {\"method\": \"...\", \"params\": {...}}. Mend it in the route file, then retry.",
          broken);
    }
  }
}
