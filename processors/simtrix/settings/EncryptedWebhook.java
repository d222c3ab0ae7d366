package simtrix.settings;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A webhook carries its secret in the address, so it goes over https unless tests say otherwise.
 */
@Target({ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = EncryptedWebhook.Check.class)
@interface EncryptedWebhook {
  String message() default
      "must start with https:// (simtrix.bitrix24.http-allowed permits plain http, for tests)";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Judges one value; {@code null} is another constraint's business. */
  class Check implements ConstraintValidator<EncryptedWebhook, Bitrix24Settings> {
    @Override
    public boolean isValid(Bitrix24Settings settings, ConstraintValidatorContext context) {
      boolean good =
          settings.httpAllowed()
              || settings
                  .webhook()
                  .map(uri -> !"http".equalsIgnoreCase(uri.getScheme()))
                  .orElse(true);
      if (!good) {
        context.disableDefaultConstraintViolation();
        context
            .buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
            .addPropertyNode("webhook")
            .addConstraintViolation();
      }
      return good;
    }
  }
}
