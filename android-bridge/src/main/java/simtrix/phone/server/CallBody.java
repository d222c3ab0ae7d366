package simtrix.phone.server;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;
import simtrix.phone.call.Call;
import simtrix.phone.call.Presentation;
import simtrix.phone.call.Verdict;

/**
 * All that the phone knows of a call, as the bridge API wants it (DESIGN 4). Every body holds what
 * the earlier ones of its call held, so the last one is enough.
 */
public final class CallBody {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private CallBody() {}

  /**
   * @param lineNumber the SIM's own number, where the phone knows it
   * @param recordingFollows whether a recording of this call may be uploaded later
   */
  public static String of(
      Call call, Optional<String> lineNumber, boolean recordingFollows, ZoneId zone) {
    try {
      JSONObject body = new JSONObject();
      body.put("direction", "INCOMING");
      body.put("state", state(call));
      body.put("number", call.number().<Object>map(n -> n).orElse(JSONObject.NULL));
      body.put("presentation", presentation(call).name());
      body.put("ringingAt", time(call.rangAt(), zone));
      if (call.slot().isPresent() || lineNumber.isPresent()) {
        body.put("line", line(call, lineNumber));
      }
      Optional<Instant> answered =
          call.verdict().isPresent()
              ? call.verdict().flatMap(Verdict::answeredAt)
              : call.pickedUpAt().filter(at -> !call.contested());
      if (answered.isPresent()) {
        body.put("answeredAt", time(answered.get(), zone));
      }
      if (call.verdict().isPresent()) {
        Verdict verdict = call.verdict().get();
        body.put("outcome", verdict.outcome().name());
        body.put("endedAt", time(verdict.endedAt(), zone));
        body.put("recording", recordingFollows ? "EXPECTED" : "NONE");
      }
      return body.toString();
    } catch (JSONException e) {
      throw new IllegalStateException("a call cannot be written as JSON", e);
    }
  }

  private static String state(Call call) {
    if (call.verdict().isPresent()) {
      return "ENDED";
    }
    return call.pickedUpAt().isPresent() && !call.contested() ? "ANSWERED" : "RINGING";
  }

  private static Presentation presentation(Call call) {
    boolean shown = call.presentation() == Presentation.ALLOWED;
    return shown && call.number().isEmpty() ? Presentation.UNKNOWN : call.presentation();
  }

  private static JSONObject line(Call call, Optional<String> number) throws JSONException {
    JSONObject line = new JSONObject();
    Optional<Integer> slot = call.slot().filter(known -> known == 0 || known == 1);
    line.put("slot", slot.<Object>map(n -> n).orElse(JSONObject.NULL));
    line.put("number", number.<Object>map(n -> n).orElse(JSONObject.NULL));
    return line;
  }

  private static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }
}
