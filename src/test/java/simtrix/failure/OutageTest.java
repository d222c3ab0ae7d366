package simtrix.failure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.orm.jpa.JpaSystemException;

@DisplayName("An outage of the server's own house is no fault of a call")
class OutageTest {

  @Test
  @DisplayName(
      "A connection that breaks in the middle of a transaction, as a killed database leaves it")
  void brokenConnection() {
    SQLException socket = new SQLNonTransientConnectionException("(conn=9) Socket error", "08000");
    assertThat(Outage.isBehind(new JpaSystemException(new RuntimeException(socket)))).isTrue();
  }

  @Test
  @DisplayName("A statement that is wrong stays wrong, and what a portal says is the portal's")
  void faults() {
    assertThat(
            Outage.isBehind(
                new SQLIntegrityConstraintViolationException("Duplicate entry", "23000")))
        .isFalse();
    assertThat(Outage.isBehind(new IllegalStateException("bug"))).isFalse();
    CrmFailure portal =
        CrmFailure.of(
            Category.NETWORK, "RESET", "It broke.", new SQLException("not ours", "08000"));
    assertThat(Outage.isBehind(new RuntimeException(portal))).isFalse();
  }

  @Test
  @DisplayName(
      "A general error may be either; a connection that is lost or a deadlock is an outage")
  void mayBeFault() {
    SQLException general = new SQLException("Got error 168 from storage engine", "HY000");
    assertThat(Outage.isBehind(new JpaSystemException(new RuntimeException(general)))).isTrue();
    assertThat(Outage.mayBeFault(new JpaSystemException(new RuntimeException(general)))).isTrue();
    assertThat(Outage.mayBeFault(new SQLException("Server shutdown in progress", "08S01")))
        .isFalse();
    assertThat(Outage.mayBeFault(new SQLException("Deadlock found", "40001"))).isFalse();
    assertThat(Outage.mayBeFault(new SQLTransientConnectionException("no connection"))).isFalse();
    assertThat(Outage.mayBeFault(new JMSException("broker away"))).isFalse();
  }
}
