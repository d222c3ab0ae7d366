package simtrix.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import simtrix.bitrix24.ChangedRecords.CrmRecord;

/**
 * What a portal still has to be asked about changed records; each record once, and not too many.
 */
final class ToRead {

  /** More changes than this at once are a mass update, and not worth a question each. */
  static final int MOST = 200;

  private final Set<CrmRecord> waiting = new LinkedHashSet<>();
  private boolean busy;

  /**
   * Takes a record up.
   *
   * @return false if too many wait: then none does any more
   */
  synchronized boolean add(CrmRecord one) {
    waiting.add(one);
    boolean few = waiting.size() <= MOST;
    if (!few) {
      waiting.clear();
    }
    return few;
  }

  /** The next records to ask about; none while the answer about others is awaited. */
  synchronized List<CrmRecord> begin(int most) {
    if (busy || waiting.isEmpty()) {
      return List.of();
    }
    List<CrmRecord> next = new ArrayList<>();
    Iterator<CrmRecord> some = waiting.iterator();
    while (some.hasNext() && next.size() < most) {
      next.add(some.next());
      some.remove();
    }
    busy = true;
    return next;
  }

  synchronized void done() {
    busy = false;
  }
}
