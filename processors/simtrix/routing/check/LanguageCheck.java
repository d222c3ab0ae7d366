package simtrix.routing.check;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.Language;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import simtrix.text.Sentence;

/** Has Camel itself read a file, in a context that runs nothing. */
class LanguageCheck {

  private static final Pattern COMPARES = Pattern.compile(".* (==|!=|>=?|<=?|&&|\\|\\||in|is) .*");

  /** Looked at by {@link BeanCheck}; here there are none. */
  private static final Pattern BEAN = Pattern.compile("\\$\\{bean:[^}]*}");

  private final CamelContext nothingRuns;

  LanguageCheck() {
    DefaultCamelContext context = new DefaultCamelContext(false);
    context.build();
    this.nothingRuns = context;
  }

  /** What the YAML DSL says against the file. */
  Optional<RouteFault> dsl(RouteText source) {
    try {
      for (RoutesBuilder builder :
          PluginHelper.getRoutesLoader(nothingRuns)
              .findRoutesBuilders(ResourceHelper.fromString(source.file(), source.text()))) {
        if (builder instanceof RouteBuilder routes) {
          routes.setCamelContext(nothingRuns);
          routes.configure();
        }
      }
      return Optional.empty();
    } catch (Exception refused) {
      return Optional.of(fault(source, refused));
    }
  }

  private static RouteFault fault(RouteText source, Exception refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYamlEngineException marked) {
        return RouteNode.fault(
            source.file(),
            marked.getProblemMark().or(marked::getContextMark),
            Sentence.of("fault.dsl", marked.getProblem()));
      }
    }
    return new RouteFault(
        source.file(),
        0,
        0,
        Sentence.of("fault.camel", refused.getMessage().lines().findFirst().orElse("")));
  }

  /** What the Simple language says against an expression. */
  Optional<RouteFault> simple(RouteNode expression) {
    String text = BEAN.matcher(expression.text().orElse("")).replaceAll("\\${body}");
    Language simple = nothingRuns.resolveLanguage("simple");
    try {
      if (COMPARES.matcher(text).matches()) {
        simple.createPredicate(text).init(nothingRuns);
      } else {
        simple.createExpression(text).init(nothingRuns);
      }
      return Optional.empty();
    } catch (SimpleIllegalSyntaxException broken) {
      return Optional.of(
          expression.fault(
              Sentence.of(
                  "fault.expression", broken.getMessage().lines().findFirst().orElse(text))));
    } catch (RuntimeException needsTheServer) {
      return Optional.empty();
    }
  }
}
