package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.ResponseStatusException;

class JudgementTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(RefusedRequest.notFound("Not here."), 404),
        Arguments.of(new RuntimeException(RefusedRequest.notFound("Not here.")), 404),
        Arguments.of(new ResponseStatusException(org.springframework.http.HttpStatus.GONE), 410),
        Arguments.of(new SQLNonTransientConnectionException("down"), 503),
        Arguments.of(new RuntimeException(new SQLException("disk full", "HY000", 1021)), 503),
        Arguments.of(new CannotCreateTransactionException("down"), 503),
        Arguments.of(new DataAccessResourceFailureException("down"), 503),
        Arguments.of(new CannotAcquireLockException("busy"), 503),
        Arguments.of(new JMSException("down"), 503),
        Arguments.of(new UncategorizedJmsException("down"), 503),
        Arguments.of(new RejectedExecutionException("full"), 503),
        Arguments.of(new SQLIntegrityConstraintViolationException("twice", "23000"), 500),
        Arguments.of(new SQLException("no such table", "42S02"), 500),
        Arguments.of(new DataIntegrityViolationException("twice"), 500),
        Arguments.of(new IllegalStateException("bug"), 500),
        Arguments.of(new StackOverflowError(), 500));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureHasItsStatus(Throwable failure, int status) {
    RefusedRequest refusal = Judgement.of(failure);

    assertThat(refusal.status().value()).isEqualTo(status);
    assertThat(refusal.headers().containsKey("Retry-After")).isEqualTo(status == 503);
  }
}
