package simtrix.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Turns a wrong setting into one sentence: which key, where it was set, what it is, and what it
 * must be. Values of secret keys are not shown.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SettingsFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
  static final Set<String> SECRET =
      Set.of(
          "simtrix.secret-key",
          "simtrix.admin-password",
          "simtrix.bitrix24.client-secret",
          "simtrix.bitrix24.webhook");

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
    if (cause.getCause() instanceof BindValidationException invalid) {
      String sentences =
          invalid.getValidationErrors().getAllErrors().stream()
              .map(error -> sentence(invalid.getValidationErrors().getName().toString(), error))
              .sorted()
              .collect(Collectors.joining(System.lineSeparator()));
      return new FailureAnalysis(sentences, null, cause);
    }
    if (cause.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
      String sentences =
          unknown.getUnboundProperties().stream()
              .map(property -> unknownKey(property))
              .collect(Collectors.joining(System.lineSeparator()));
      return new FailureAnalysis(sentences, null, cause);
    }
    ConfigurationProperty property = cause.getProperty();
    if (property == null) {
      return null;
    }
    String sentence =
        sentence(
            cause.getName().toString(),
            Optional.ofNullable(property.getOrigin()),
            property.getValue(),
            expected(cause.getTarget().getType()));
    return new FailureAnalysis(sentence, null, cause);
  }

  private static String sentence(String prefix, ObjectError error) {
    if (error instanceof FieldError field) {
      String key = prefix + "." + DataObjectPropertyName.toDashedForm(field.getField());
      return sentence(
          key,
          Optional.ofNullable(Origin.from(error)),
          field.getRejectedValue(),
          error.getDefaultMessage());
    }
    return "The settings below %s are not right: they %s."
        .formatted(prefix, error.getDefaultMessage());
  }

  private static String sentence(
      String key, Optional<Origin> origin, Object value, String expected) {
    return "The setting %s%s %s: it %s."
        .formatted(key, origin.map(o -> " (" + o + ")").orElse(""), shown(key, value), expected);
  }

  private static String unknownKey(ConfigurationProperty property) {
    return "There is no setting %s%s: see config/application.yaml for those that exist."
        .formatted(
            property.getName(),
            property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")");
  }

  private static String shown(String key, Object value) {
    if (value == null || value.toString().isEmpty()) {
      return "is empty";
    }
    return SECRET.contains(key)
        ? "(a secret of %d characters, not shown) is not right".formatted(value.toString().length())
        : "is \"%s\"".formatted(value);
  }

  private static String expected(ResolvableType target) {
    ResolvableType element = target.as(Collection.class);
    Class<?> type = (element.equals(ResolvableType.NONE) ? target : element.getGeneric()).toClass();
    if (type == Duration.class) {
      return Expect.DURATION;
    }
    if (type == boolean.class) {
      return "must be true or false";
    }
    if (type == DataSize.class) {
      return "must be a size such as 64KB or 1MB";
    }
    return ClassUtils.isPrimitiveOrWrapper(type) || Number.class.isAssignableFrom(type)
        ? "must be a number"
        : "must be a " + type.getSimpleName();
  }
}
