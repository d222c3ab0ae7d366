package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Which failure is which (DESIGN 7, REFERENCE 1.4). */
class FailureJudgeTest {

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST, Https required, BUG",
    "400, ERROR_BATCH_LENGTH_EXCEEDED, , BUG",
    "401, expired_token, , AUTH",
    "401, NO_AUTH_FOUND, , AUTH",
    "401, METHOD_CONFIRM_WAITING, , PERMISSION",
    "401, PAYMENT_REQUIRED, , PERMISSION",
    "401, SOMETHING_NEW, , AUTH",
    "403, insufficient_scope, , PERMISSION",
    "403, ACCESS_DENIED, REST API is available only on commercial plans, PERMISSION",
    "403, WRONG_AUTH_TYPE, , PERMISSION",
    "403, SOMETHING_NEW, , PERMISSION",
    "404, ERROR_METHOD_NOT_FOUND, , BUG",
    "405, ERROR_BATCH_METHOD_NOT_ALLOWED, , BUG",
    "429, OPERATION_TIME_LIMIT, , OPERATION_LIMIT",
    "500, INTERNAL_SERVER_ERROR, , SERVER",
    "500, PORTAL_DELETED, , PERMISSION",
    "503, QUERY_LIMIT_EXCEEDED, Too many requests, RATE_LIMIT",
    "503, OVERLOAD_LIMIT, , PERMISSION",
    "503, , , SERVER",
    "400, ERROR_CORE, User is not found or is not active, REJECTED",
    "400, ERROR_CORE, Unexpected database error, SERVER",
    "400, '', Access denied., PERMISSION",
    "400, '', Call is not found, REJECTED",
    "400, 100, Could not find value for parameter, REJECTED",
    "0, ERROR_CORE, Unknown TYPE., REJECTED",
    "0, expired_token, , AUTH",
    "200, '', , REJECTED",
    "418, TEAPOT, , BUG"
  })
  void theCodeThenTheDescriptionThenTheStatusDecide(
      int status, String code, String description, Category category) {
    CrmFailure failure =
        FailureJudge.error(
            status, code == null ? "" : code, description == null ? "" : description);

    assertThat(failure.category()).isEqualTo(category);
    assertThat(failure.code()).isNotEmpty();
    assertThat(failure.isAttempt()).isTrue();
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of(new ConnectException("refused"), "CONNECT_REFUSED"),
        Arguments.of(new SocketException("Connection reset"), "CONNECTION_RESET"),
        Arguments.of(new NoHttpResponseException("nothing"), "CONNECTION_RESET"),
        Arguments.of(new EOFException(), "CONNECTION_RESET"),
        Arguments.of(new SocketTimeoutException("Read timed out"), "TIMEOUT"),
        Arguments.of(new ConnectTimeoutException("connect"), "CONNECT_TIMEOUT"),
        Arguments.of(new UnknownHostException("nowhere"), "UNKNOWN_HOST"),
        Arguments.of(new SSLHandshakeException("bad"), "TLS"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void withoutAnAnswerItIsTheNetwork(Exception thrown, String code) {
    CrmFailure failure =
        FailureJudge.noAnswer(new CamelExecutionException("wrapped", null, thrown));

    assertThat(failure.category()).isEqualTo(Category.NETWORK);
    assertThat(failure.code()).isEqualTo(code);
  }

  @Test
  void whatIsNotTheNetworkIsABug() {
    assertThat(FailureJudge.noAnswer(new IllegalStateException("?")).category())
        .isEqualTo(Category.BUG);
  }

  @Test
  void aSentenceQuotesNoPhoneNumberAndNoNovel() {
    String sentence =
        FailureJudge.error(
                400, "ERROR_CORE", "Bad number +49 (151) 123-456-78 \n" + "or so ".repeat(200))
            .getMessage();

    assertThat(sentence).contains("Bad number +***").doesNotContain("151", "456", "\n");
    assertThat(sentence.length()).isLessThan(400);
  }

  @Test
  void shortNumbersStayReadable() {
    assertThat(FailureJudge.error(400, "E", "Field 12345 is wrong").getMessage())
        .contains("Field 12345 is wrong");
  }
}
