package simtrix.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import simtrix.text.Sentence;

/** What somebody may have meant who wrote a key that does not exist. */
final class KeyAdvice {

  private static final int MOST_SLIPS = 2;

  private KeyAdvice() {}

  static Optional<Sentence> of(String written, Collection<String> known) {
    LevenshteinDistance distance = new LevenshteinDistance(MOST_SLIPS);
    String plain = written.toLowerCase(Locale.ROOT).replace('_', '-');
    return known.stream()
        .filter(key -> distance.apply(plain, key) >= 0)
        .min(Comparator.comparing(key -> distance.apply(plain, key)))
        .map(key -> Sentence.of("mistake.advice", key));
  }
}
