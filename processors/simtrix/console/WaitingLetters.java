package simtrix.console;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.deadletter.LetterFilter;
import simtrix.support.DeadLetterDesk;
import simtrix.support.PageRequest;

/** How many letters wait for somebody, for the mark in the navigation: seconds old at most. */
@Component
class WaitingLetters {

  private static final Duration FRESH = Duration.ofSeconds(2);

  private final LoadingCache<LetterFilter, Long> counts;

  WaitingLetters(DeadLetterDesk desk) {
    this.counts =
        Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumSize(1)
            .build(filter -> desk.list(filter, new PageRequest(0, 1), Viewer.NOBODY).total());
  }

  long count() {
    return counts.get(LetterFilter.of(Map.of()));
  }
}
