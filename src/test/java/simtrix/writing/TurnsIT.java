package simtrix.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.call.Call;
import simtrix.call.CallActions.Kept;
import simtrix.testing.RunningServer;

@DisplayName("Whose turn it is, with many calls at the same time")
class TurnsIT {

  private final UserOfRule.Turns turns = RunningServer.shared().bean(UserOfRule.Turns.class);

  @Test
  @DisplayName("Everybody has as many turns as the others, and portals and rules do not mix")
  void fair() {
    Call call = mock(Call.class);
    when(call.id()).thenReturn(UUID.randomUUID());
    when(call.portal()).thenReturn(-1L);
    Map<Long, Long> taken =
        IntStream.range(0, 90)
            .parallel()
            .mapToObj(i -> turns.take(call, "default.fair", List.of(12L, 15L, 18L), Kept.TASK_USER))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(taken).isEqualTo(Map.of(12L, 30L, 15L, 30L, 18L, 30L));
    assertThat(turns.take(call, "default.other", List.of(12L, 15L), Kept.TASK_USER)).isEqualTo(12);
  }
}
