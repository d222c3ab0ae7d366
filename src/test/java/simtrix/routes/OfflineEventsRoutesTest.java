package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.bitrix24.CrmChange;
import simtrix.sync.OfflineEvents;

@DisplayName("routes/offline-events.camel.yaml")
class OfflineEventsRoutesTest extends RouteTest {

  private static final CrmChange FIRST =
      new CrmChange(7, CrmChange.Kind.CONTACT, CrmChange.Change.UPDATE, 1);
  private static final CrmChange SECOND =
      new CrmChange(7, CrmChange.Kind.DEAL, CrmChange.Change.ADD, 2);

  /** What happened, in its order. */
  private final List<String> story = Collections.synchronizedList(new ArrayList<>());

  private OfflineEvents events;

  @Override
  protected List<String> files() {
    return List.of("failures", "offline-events");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    events = standIn("offlineEvents", OfflineEvents.class);
    when(events.end(anyLong(), any()))
        .thenAnswer(
            call -> {
              story.add("end " + call.getArgument(0));
              return CompletableFuture.completedFuture(null);
            });
  }

  @Test
  @DisplayName("Package by package: all callers of one are forgotten before the next is fetched")
  void packages() throws Exception {
    route("crm-changed", exchange -> story.add(exchange.getMessage().getBody().toString()));
    packages(List.of(List.of(FIRST, SECOND), List.of(FIRST)));
    when(events.due()).thenReturn(List.of(7L));
    timers.comesIn("offline-events-due", null, Map.of());
    await()
        .untilAsserted(
            () ->
                assertThat(story)
                    .containsExactly(
                        "fetch 7",
                        FIRST.toString(),
                        SECOND.toString(),
                        "fetch 7",
                        FIRST.toString(),
                        "end 7"));
  }

  @Test
  @DisplayName("A caller that cannot be forgotten keeps the package from being given back")
  void notForgotten() throws Exception {
    route(
        "crm-changed",
        exchange -> {
          throw new IllegalStateException("a bug");
        });
    packages(List.of(List.of(FIRST, SECOND), List.of(FIRST)));
    Exchange turn = send("fetch-offline-events", 7L, Map.of());
    assertThat(turn.isFailed()).isTrue();
    assertThat(story).containsExactly("fetch 7");
  }

  private void packages(List<List<CrmChange>> packages) {
    List<List<CrmChange>> left = new ArrayList<>(packages);
    doAnswer(
            call -> {
              story.add("fetch " + call.getArgument(1));
              Exchange exchange = call.getArgument(0);
              exchange.setProperty("more", left.size() > 1);
              return CompletableFuture.completedFuture(left.remove(0));
            })
        .when(events)
        .fetch(any(), anyLong(), anyInt());
  }
}
