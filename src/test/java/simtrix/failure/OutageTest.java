package simtrix.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
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
}
