package simtrix.call;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Optional;

/** The columns of the journal that tell who called; a number that a person corrected stays. */
@Embeddable
class CallerColumns {

  private static final int LONGEST_NUMBER = 64;

  private String number;
  private String e164;

  @Enumerated(EnumType.STRING)
  private Presentation presentation = Presentation.UNKNOWN;

  private boolean numberCorrected;

  /**
   * A number may come late; one that is there is not taken away by an event that has none.
   *
   * @param known the event's number in E.164, where it is a telephone number
   * @return whether there was none before
   */
  boolean hear(CallEvent event, Optional<String> known, boolean newest) {
    if (numberCorrected) {
      return false;
    }
    boolean had = presentation == Presentation.ALLOWED;
    boolean has = event.presentation() == Presentation.ALLOWED && event.number().isPresent();
    if (has && (newest || !had)) {
      number = cut(event.number().get());
      e164 = known.orElse(null);
      presentation = Presentation.ALLOWED;
    } else if (!had) {
      presentation = event.presentation();
    }
    return has && !had;
  }

  Optional<String> number() {
    return Optional.ofNullable(number);
  }

  Optional<String> e164() {
    return Optional.ofNullable(e164);
  }

  Presentation presentation() {
    return presentation;
  }

  /** Any number, as long as it may be here. */
  static String cut(String text) {
    return text.length() <= LONGEST_NUMBER ? text : text.substring(0, LONGEST_NUMBER);
  }
}
