package simtrix.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;
import java.util.Set;

/** A country of ISO 3166, two upper-case letters. */
@Target({ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CountryCode.Check.class)
@interface CountryCode {
  String message() default Expect.COUNTRY;

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Judges one value; {@code null} is another constraint's business. */
  class Check implements ConstraintValidator<CountryCode, String> {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null || COUNTRIES.contains(text);
    }
  }
}
