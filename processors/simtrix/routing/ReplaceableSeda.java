package simtrix.routing;

import java.util.concurrent.BlockingQueue;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.seda.BlockingQueueFactory;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaConsumer;
import org.apache.camel.component.seda.SedaEndpoint;

/**
 * Queues in memory from which a route can go away while they are full: what waits there is for the
 * route that follows.
 */
public class ReplaceableSeda extends SedaComponent {

  @Override
  protected SedaEndpoint createEndpoint(
      String uri, Component component, BlockingQueueFactory<Exchange> factory, int consumers) {
    return new Replaceable(uri, component, factory, consumers);
  }

  @Override
  protected SedaEndpoint createEndpoint(
      String uri, Component component, BlockingQueue<Exchange> queue, int consumers) {
    return new Replaceable(uri, component, queue, consumers);
  }

  private static final class Replaceable extends SedaEndpoint {

    Replaceable(
        String uri, Component component, BlockingQueueFactory<Exchange> factory, int consumers) {
      super(uri, component, factory, consumers);
    }

    Replaceable(String uri, Component component, BlockingQueue<Exchange> queue, int consumers) {
      super(uri, component, queue, consumers);
    }

    @Override
    protected SedaConsumer createNewConsumer(Processor processor) {
      return new Leaving(this, processor);
    }
  }

  private static final class Leaving extends SedaConsumer {

    Leaving(SedaEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
    }

    /**
     * A consumer that was told to rest leaves the queue as it is; at the server's end it does not.
     */
    @Override
    public int getPendingExchangesSize() {
      return isSuspended() || isStopped() ? 0 : super.getPendingExchangesSize();
    }
  }
}
