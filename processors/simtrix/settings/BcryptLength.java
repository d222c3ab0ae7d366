package simtrix.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;

/** A password that BCrypt takes whole. */
@Target({ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = BcryptLength.Check.class)
@interface BcryptLength {
  String message() default "must be at most 72 bytes long, which is all that BCrypt looks at";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Judges one value; {@code null} is another constraint's business. */
  class Check implements ConstraintValidator<BcryptLength, String> {
    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      return text == null || text.getBytes(StandardCharsets.UTF_8).length <= 72;
    }
  }
}
