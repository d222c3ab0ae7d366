package simtrix.edge;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Turns the exception of an exchange into its answer: status, {@code application/problem+json} and
 * the headers that go with the refusal. Used by the route configuration {@code api-failures}.
 */
@Component
public class ProblemResponse implements Processor {

  /** The exchange property in which the refusal stands, for those who need more than its text. */
  public static final String REFUSAL = "refusal";

  private final ProblemWriter writer;

  public ProblemResponse(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public void process(Exchange exchange) {
    RefusedRequest refusal =
        Judgement.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    exchange.setProperty(REFUSAL, refusal);
    Message message = exchange.getMessage();
    String path = message.getHeader(Exchange.HTTP_URI, "", String.class);
    message.removeHeaders("*");
    refusal.headers().forEach(message::setHeader);
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, refusal.status().value());
    message.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
    message.setBody(writer.toJson(refusal.problem(path)));
  }
}
