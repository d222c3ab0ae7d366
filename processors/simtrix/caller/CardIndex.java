package simtrix.caller;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which cached cards show what. It is changed only while the cache holds the card's key, so a card
 * that is in the cache is always in the index as well.
 */
@Component
class CardIndex {

  private final Map<Subject, Set<String>> keys = new ConcurrentHashMap<>();

  void add(LookUp lookUp) {
    for (Subject subject : Subject.of(lookUp)) {
      keys.compute(
          subject,
          (one, before) -> {
            Set<String> now = before == null ? new HashSet<>() : before;
            now.add(lookUp.key());
            return now;
          });
    }
  }

  void remove(LookUp lookUp) {
    remove(lookUp, Set.of());
  }

  /**
   * Takes a card out, but not from where the one that stays under its key stands as well: there
   * must be no moment at which a change does not find that.
   */
  void remove(LookUp lookUp, Set<Subject> stays) {
    Set<Subject> subjects = new HashSet<>(Subject.of(lookUp));
    subjects.removeAll(stays);
    for (Subject subject : subjects) {
      keys.computeIfPresent(
          subject,
          (one, now) -> {
            now.remove(lookUp.key());
            return now.isEmpty() ? null : now;
          });
    }
  }

  /** The keys of the cards that show one of these at this moment. */
  Set<String> showing(Set<Subject> subjects) {
    Set<String> found = new HashSet<>();
    for (Subject subject : subjects) {
      keys.computeIfPresent(
          subject,
          (one, now) -> {
            found.addAll(now);
            return now;
          });
    }
    return found;
  }

  boolean shows(Subject subject) {
    return keys.containsKey(subject);
  }
}
