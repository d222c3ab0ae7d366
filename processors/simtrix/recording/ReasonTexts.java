package simtrix.recording;

import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why a recording is not possible, in sentences. */
@Component
public class ReasonTexts {

  private final MessageSource messages;

  ReasonTexts(MessageSource messages) {
    this.messages = messages;
  }

  /** The sentence by language: {@code de} and {@code en}. */
  public Map<String, String> of(Reason reason) {
    return Map.of("de", text(reason, Locale.GERMAN), "en", text(reason, Locale.ENGLISH));
  }

  private String text(Reason reason, Locale language) {
    return messages.getMessage("recording.reason." + reason, null, language);
  }
}
