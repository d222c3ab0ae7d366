package simtrix.caller;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the question out of what is known of a caller (DESIGN 6). */
@Component
public class CallerQuestions {

  private final PhoneNumbers numbers;

  CallerQuestions(PhoneNumbers numbers) {
    this.numbers = numbers;
  }

  /**
   * @param number as the phone sent it
   * @param line number of the SIM that was called; it is never a caller itself
   * @param anonymous whether the network withheld the number
   */
  public CallerQuestion about(
      long portal, Optional<String> number, Optional<String> line, boolean anonymous) {
    Optional<CallerNumber> caller =
        anonymous
            ? Optional.empty()
            : number
                .flatMap(text -> numbers.read(text, line))
                .filter(read -> !numbers.same(read, line));
    return new CallerQuestion(portal, caller, anonymous);
  }
}
