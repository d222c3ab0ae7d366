package simtrix.bitrix24;

import java.util.List;

/**
 * Is told what leaves for a portal, before it leaves: so that after a crash it is known since when
 * the portal may be working on a write of which nobody will hear the end (decision 0003).
 */
public interface Departures {

  /**
   * A request with these writes is about to leave; if this throws it stays here.
   *
   * @param subjects what is written, by our ids ({@link CallEntry#externalId}); each once
   */
  void leaving(List<String> subjects);
}
