package simtrix.privacy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import simtrix.access.AuditTrail;
import simtrix.access.MaskedNumber;
import simtrix.caller.PhoneNumbers;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;

/** Reads the number that a request is about, and tells the audit of it without showing it. */
@Component("soughtNumbers")
public class SoughtNumbers {

  private final PhoneNumbers numbers;

  SoughtNumbers(PhoneNumbers numbers) {
    this.numbers = numbers;
  }

  /**
   * @throws RefusedRequest 400 for a text without a digit
   */
  public SoughtNumber of(
      @Body PersonNumber person, @Header(RouteHeaders.HTTP_REQUEST) HttpServletRequest http) {
    String typed = person.number().strip();
    SoughtNumber sought = new SoughtNumber(typed, numbers.read(typed, Optional.empty()));
    AuditTrail.about(http, MaskedNumber.of(sought.name()));
    if (typed.chars().noneMatch(Character::isDigit)) {
      throw RefusedRequest.invalid(FieldError.of("number", "refusal.number"));
    }
    return sought;
  }
}
