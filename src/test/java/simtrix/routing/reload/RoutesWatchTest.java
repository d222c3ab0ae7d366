package simtrix.routing.reload;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.InOrder;
import simtrix.routing.check.RouteText;

@DisplayName("Looking at the folder of the routes")
class RoutesWatchTest {

  private static final String FILE = "hello.camel.yaml";

  @TempDir Path folder;
  private final RouteReload reload = mock(RouteReload.class);
  private RoutesWatch watch;

  @BeforeEach
  void theServerBegins() throws IOException {
    Files.writeString(folder.resolve(FILE), "before");
    watch = new RoutesWatch("file:" + folder + "/*.camel.yaml", reload);
  }

  @AfterEach
  void stop() {
    watch.stop();
  }

  @Test
  @DisplayName("What was edited while the server started is taken as soon as it runs")
  void editedDuringTheStart() throws IOException {
    Files.writeString(folder.resolve(FILE), "after");

    watch.start();

    InOrder order = inOrder(reload);
    order.verify(reload).begin(List.of(new RouteText(FILE, "before")));
    order.verify(reload).take(List.of(new RouteText(FILE, "after")));
  }

  @Test
  @DisplayName("Nothing is taken anew where nothing was edited, and then each edit is")
  void editedLater() throws IOException {
    watch.start();
    verify(reload, never()).take(any());

    Files.writeString(folder.resolve(FILE), "after, and longer");

    await()
        .untilAsserted(
            () -> verify(reload).take(List.of(new RouteText(FILE, "after, and longer"))));
  }
}
