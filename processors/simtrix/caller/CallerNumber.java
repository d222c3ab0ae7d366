package simtrix.caller;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A telephone number that can be looked up.
 *
 * @param e164 with a plus, as {@code +4915112345678}
 * @param spellings how a CRM user may have typed it, the likeliest first, at most 20 (REFERENCE
 *     6.2)
 */
public record CallerNumber(String e164, List<String> spellings) {

  /**
   * The digits of every spelling: a hit in the CRM is believed when its digits are among these
   * (DESIGN 6).
   */
  public Set<String> digitForms() {
    return spellings.stream().map(CallerNumber::digits).collect(Collectors.toSet());
  }

  private static String digits(String spelling) {
    return spelling.replaceAll("\\D", "");
  }
}
