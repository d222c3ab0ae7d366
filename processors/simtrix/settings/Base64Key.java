package simtrix.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Base64;

/** A text that is base64 (RFC 4648) of so many bytes. */
@Target({ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Base64Key.Check.class)
@interface Base64Key {
  String message() default "must be 32 bytes in base64 (openssl rand -base64 32 makes one)";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  int bytes();

  /** Judges one value; {@code null} is another constraint's business. */
  class Check implements ConstraintValidator<Base64Key, String> {
    private int bytes;

    @Override
    public void initialize(Base64Key key) {
      bytes = key.bytes();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      try {
        return Base64.getDecoder().decode(text.trim()).length == bytes;
      } catch (IllegalArgumentException notBase64) {
        return false;
      }
    }
  }
}
