package simtrix.tracing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;

/** Lets every step of every route be followed, those that are loaded later too. */
class FollowedSteps implements InterceptStrategy {

  private static final Set<String> WORTH_A_SPAN = Set.of("bean", "process", "to", "toD");
  private static final String BROKER = "jms";

  private final Set<String> told;
  private final Spans spans;

  /**
   * @param told ids of the steps that the log tells at INFO
   */
  FollowedSteps(List<String> told, Spans spans) {
    this.told = Set.copyOf(told);
    this.spans = spans;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camel, NamedNode node, Processor target, Processor next) {
    String kind = node.getShortName();
    String description = Optional.ofNullable(node.getDescriptionText()).orElse(kind);
    return new FollowedStep(
        target,
        new FollowedStep.Step(
            node.getId(),
            description,
            told.contains(node.getId()),
            WORTH_A_SPAN.contains(kind),
            isForBroker(node)),
        spans);
  }

  private static boolean isForBroker(NamedNode node) {
    String uri = "";
    if (node instanceof ToDynamicDefinition dynamic) {
      uri = dynamic.getUri();
    } else if (node instanceof ToDefinition to) {
      uri = to.getEndpointUri();
    }
    return uri != null && uri.startsWith(BROKER) && node instanceof ProcessorDefinition<?>;
  }
}
