package simtrix.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.component.direct.DirectEndpoint;

/**
 * Direct endpoints on which a route can follow another without a gap: the last one that has started
 * gets the messages, and the one before finishes those it has.
 */
public class ReplaceableDirect extends DirectComponent {

  private final Map<String, DirectConsumer> newest = new ConcurrentHashMap<>();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Replaceable endpoint = new Replaceable(uri, this);
    endpoint.setBlock(isBlock());
    endpoint.setTimeout(getTimeout());
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** Whoever sends in between waits: {@code block} is Camel's default. */
  @Override
  public void addConsumer(String key, DirectConsumer consumer) {
    DirectConsumer before = newest.put(key, consumer);
    if (before != null) {
      super.removeConsumer(key, before);
    }
    super.addConsumer(key, consumer);
  }

  @Override
  public void removeConsumer(String key, DirectConsumer consumer) {
    newest.remove(key, consumer);
    super.removeConsumer(key, consumer);
  }

  private static final class Replaceable extends DirectEndpoint
      implements MultipleConsumersSupport {

    Replaceable(String uri, DirectComponent component) {
      super(uri, component);
    }

    @Override
    public boolean isMultipleConsumersSupported() {
      return true;
    }
  }
}
