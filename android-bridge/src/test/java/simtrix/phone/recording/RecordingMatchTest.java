package simtrix.phone.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;

public class RecordingMatchTest {

  private static final Instant ANSWERED = Instant.parse("2026-11-24T09:00:00Z");
  private static final Instant ENDED = ANSWERED.plusSeconds(60);
  private static final Instant NOW = ENDED.plusSeconds(300);

  @Test
  public void theFileThatEndsWithTheCallIsItsRecording() {
    RecordingFile early = file("a.m4a", ANSWERED.minusSeconds(10), 9);
    RecordingFile right = file("b.m4a", ENDED.plusSeconds(2), 9);
    RecordingFile late = file("c.m4a", ENDED.plusSeconds(200), 9);

    assertThat(match(List.of(early, right, late), Set.of())).contains(right);
    assertThat(match(List.of(early, late), Set.of())).isEmpty();
  }

  @Test
  public void aNameWithTheNumberIsSurerThanTheTime() {
    RecordingFile near = file("20261124-100000.m4a", ENDED.plusSeconds(1), 9);
    RecordingFile named = file("Call 015112345678.amr", ENDED.plusSeconds(30), 9);

    assertThat(match(List.of(near, named), Set.of())).contains(named);
  }

  @Test
  public void anotherNumberInTheNameIsAnotherCall() {
    assertThat(match(List.of(file("+420777123456.mp3", ENDED.plusSeconds(1), 9)), Set.of()))
        .isEmpty();
  }

  @Test
  public void aFileThatIsTakenEmptyOrStillWrittenIsLeft() {
    RecordingFile taken = file("a.m4a", ENDED, 9);
    RecordingFile empty = file("b.m4a", ENDED, 0);
    RecordingFile growing = file("c.m4a", NOW.minusSeconds(1), 9);

    assertThat(match(List.of(taken, empty, growing), Set.of(taken.uri()))).isEmpty();
  }

  @Test
  public void aTypeIsToldByTheNameAndThenByThePhone() {
    assertThat(AudioType.of("call.M4A", Optional.of("audio/x-m4a"))).contains("audio/mp4");
    assertThat(AudioType.of("call", Optional.of("audio/amr"))).contains("audio/amr");
    assertThat(AudioType.of("call.jpg", Optional.of("image/jpeg"))).isEmpty();
  }

  private static Optional<RecordingFile> match(List<RecordingFile> files, Set<String> taken) {
    Expected call =
        new Expected(
            UUID.randomUUID(),
            Optional.of(EVA),
            ANSWERED,
            ENDED,
            Optional.empty(),
            Optional.empty());
    return RecordingMatch.of(call, files, taken, NOW);
  }

  private static RecordingFile file(String name, Instant modified, long size) {
    return new RecordingFile("content://" + name, name, "audio/mp4", modified, size);
  }
}
