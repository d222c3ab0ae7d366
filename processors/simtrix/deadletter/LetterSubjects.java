package simtrix.deadletter;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import simtrix.call.WriteKind;

/** What letters can be about, by kind. */
@Component
class LetterSubjects {

  private final Map<WriteKind, LetterSubject> subjects = new EnumMap<>(WriteKind.class);

  LetterSubjects(List<LetterSubject> all) {
    all.forEach(subject -> subjects.put(subject.kind(), subject));
  }

  LetterSubject of(WriteKind kind) {
    LetterSubject subject = subjects.get(kind);
    if (subject == null) {
      throw new IllegalStateException("Nobody knows what letters of the kind " + kind + " mean.");
    }
    return subject;
  }

  Collection<LetterSubject> all() {
    return subjects.values();
  }
}
