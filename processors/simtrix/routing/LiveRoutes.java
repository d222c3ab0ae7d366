package simtrix.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which route runs under the id that stands in the file. A route that was edited runs as {@code
 * put-call@7} beside the one it follows, until that one has finished what it had begun.
 */
@Component
public class LiveRoutes {

  private static final char EDIT = '@';

  private final Map<String, String> edited = new ConcurrentHashMap<>();

  /** The id under which Camel runs the route of this id. */
  public String running(String id) {
    return edited.getOrDefault(id, id);
  }

  /** Whether new messages go to this route, and not to one that has followed it. */
  public boolean isCurrent(String running) {
    return running(idOf(running)).equals(running);
  }

  /** From now on the other one is meant. */
  public void replace(String id, String running) {
    edited.put(id, running);
  }

  /** The id of a route after an edit. */
  public static String after(String id, long edit) {
    return id + EDIT + edit;
  }

  /** The id that stands in the file. */
  public static String idOf(String running) {
    int edit = running.lastIndexOf(EDIT);
    return edit < 0 ? running : running.substring(0, edit);
  }
}
