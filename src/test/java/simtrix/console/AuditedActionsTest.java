package simtrix.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PostMapping;
import simtrix.access.AuditedAs;
import simtrix.edge.Contracts;

@DisplayName("What is in the audit has a word on its page")
class AuditedActionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  @DisplayName(
      "Each operation of the support API, each page that says what it is, login and logout")
  void words(String language) {
    Words words = Words.of(language);
    Set<String> actions = new TreeSet<>(Set.of("login", "logout"));
    new Contracts()
        .operations().stream()
            .filter(operation -> operation.role().isPresent())
            .forEach(operation -> actions.add(operation.operation()));
    pages().flatMap(page -> audited(page).stream()).forEach(actions::add);
    assertThat(actions).contains("retryDeadLetter", "seePipeline", "listUsers");
    assertThat(actions)
        .allSatisfy(action -> assertThat(words.text("action." + action)).isNotBlank());
  }

  @Test
  @DisplayName("A form of the console says what it is for")
  void forms() {
    List<Method> forms =
        pages()
            .filter(page -> AnnotatedElementUtils.hasAnnotation(page, PostMapping.class))
            .toList();
    assertThat(forms)
        .hasSizeGreaterThan(10)
        .allSatisfy(form -> assertThat(audited(form)).isPresent());
  }

  private static Optional<String> audited(Method page) {
    return Optional.ofNullable(page.getAnnotation(AuditedAs.class)).map(AuditedAs::value);
  }

  private static Stream<Method> pages() {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
    return scan.findCandidateComponents("simtrix.console").stream()
        .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
        .flatMap(controller -> Stream.of(controller.getDeclaredMethods()));
  }
}
