package simtrix.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.sql.SQLException;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.call.AttemptLog;
import simtrix.call.CallActions;
import simtrix.call.CallJournal;
import simtrix.deadletter.DeadLetters;
import simtrix.failure.CaughtFailure;
import simtrix.settings.SimtrixSettings;

@DisplayName(
    "An error of the database that one call meets time and again is a fault (DESIGN 7, BUG)")
class WriteFailureTest {

  private final SQLException general = new SQLException("Got error 168", "HY000");
  private final SQLException away = new SQLException("Socket error", "08000");

  private final WriteFailure failure =
      new WriteFailure(
          mock(CallJournal.class),
          mock(CallActions.class),
          mock(AttemptLog.class),
          mock(DeadLetters.class),
          mock(SimtrixSettings.class),
          Clock.systemUTC());

  @Test
  @DisplayName("A general error is put off, but not for ever")
  void generalError() {
    assertThat(failure.isOutage(delivered(1, general))).isTrue();
    assertThat(failure.isOutage(delivered(20, general))).isTrue();
    assertThat(failure.isOutage(delivered(21, general))).isFalse();
  }

  @Test
  @DisplayName("A database that cannot be reached is waited for, however long that takes")
  void away() {
    assertThat(failure.isOutage(delivered(1000, away))).isTrue();
  }

  private static Exchange delivered(int times, SQLException error) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.setProperty(CaughtFailure.DELIVERIES, times);
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new RuntimeException(error));
    return exchange;
  }
}
