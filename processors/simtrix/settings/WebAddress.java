package simtrix.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;

/** An absolute http or https address with a host. */
@Target({ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WebAddress.Check.class)
@interface WebAddress {
  String message() default "must be an address such as https://simtrix.example.com";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Judges one value; {@code null} is another constraint's business. */
  class Check implements ConstraintValidator<WebAddress, URI> {
    @Override
    public boolean isValid(URI uri, ConstraintValidatorContext context) {
      return uri == null
          || (("https".equalsIgnoreCase(uri.getScheme())
                  || "http".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null);
    }
  }
}
