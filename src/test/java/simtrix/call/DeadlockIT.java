package simtrix.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import simtrix.failure.Outage;
import simtrix.testing.InstalledPortal;
import simtrix.testing.LoggedLines;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("Two that want the same rows of the journal in different order")
class DeadlockIT {

  private final RunningServer server = RunningServer.shared();
  private final CallJournal journal = server.bean(CallJournal.class);
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final TransactionTemplate transaction =
      new TransactionTemplate(server.bean(PlatformTransactionManager.class));
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @Test
  @DisplayName(
      "The one that loses gets an exception that says so; nothing is logged as an error before that is judged")
  void loser() {
    UUID first = ringing();
    UUID second = ringing();
    CountDownLatch hasFirst = new CountDownLatch(1);
    CountDownLatch hasSecond = new CountDownLatch(1);
    try (LoggedLines log = new LoggedLines()) {
      CompletableFuture<Void> winner =
          CompletableFuture.runAsync(
              () ->
                  transaction.executeWithoutResult(
                      open -> {
                        IntStream.range(0, 50).forEach(i -> change(second));
                        hasSecond.countDown();
                        await(hasFirst);
                        change(first);
                      }));
      await(hasSecond);
      assertThatThrownBy(
              () ->
                  transaction.executeWithoutResult(
                      open -> {
                        journal.stepEnded(first);
                        hasFirst.countDown();
                        journal.stepEnded(second);
                      }))
          .matches(Outage::isBehind)
          .rootCause()
          .hasMessageContaining("Deadlock");
      winner.join();
      assertThat(log.lines(Level.WARN))
          .filteredOn(line -> line.toLowerCase(Locale.ROOT).contains("deadlock"))
          .isEmpty();
    }
  }

  private UUID ringing() {
    PhoneCall call = phone.call("+4930111111");
    call.rings();
    return call.id;
  }

  /** One that has changed much is not the one that the database lets lose. */
  private void change(UUID call) {
    jdbc.sql("update call_journal set attempts = attempts + 1 where call_id = :call")
        .param("call", call.toString())
        .update();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
