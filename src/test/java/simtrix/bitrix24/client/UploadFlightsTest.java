package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.bitrix24.FileUpload;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.Portal;
import simtrix.portal.PortalAccess;

@DisplayName("A file goes to the portal's own host, and nobody reads the token in its address")
class UploadFlightsTest {

  private static final String TOKEN = "s3cret-token";
  private static final Instant SETTLED = Instant.EPOCH.plusSeconds(61);

  private final PortalTransport transport = mock(PortalTransport.class);
  private final UploadFlights flights =
      new UploadFlights(transport, new AnswerReader(new ObjectMapper()));
  private final PortalAccess access =
      new PortalAccess(
          7,
          "m",
          Portal.Mode.OAUTH,
          Portal.Status.ACTIVE,
          URI.create("https://a.bitrix24.de/rest/"),
          Optional.empty(),
          Optional.of(TOKEN),
          Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/rest/upload.json?token=s3cret-token",
        "http://a.bitrix24.de/rest/upload.json?token=s3cret-token",
        "https://a.bitrix24.de:8443/rest/upload.json?token=s3cret-token",
        "https://a.bitrix24.de@evil.example/upload.json?token=s3cret-token",
        "file:///etc/passwd"
      })
  @DisplayName("Any other host, port or scheme is refused, and nothing is sent")
  void foreign(String address) {
    CrmFailure failure = fly(address);
    assertThat(failure.code()).isEqualTo("FOREIGN_UPLOAD_ADDRESS");
    assertThat(failure).hasMessageNotContaining(TOKEN);
    verifyNoInteractions(transport);
  }

  @Test
  @DisplayName(
      "A connection that broke is unclear until the portal has settled, and tells no address")
  void broken() {
    when(transport.upload(any()))
        .thenThrow(
            CrmFailure.of(
                Category.NETWORK,
                "CONNECTION_RESET",
                "The connection broke.",
                new IllegalStateException("POST https://a.bitrix24.de/?token=" + TOKEN)));
    CrmFailure failure = fly("https://a.bitrix24.de/rest/upload.json?token=" + TOKEN);
    assertThat(failure.isUnclear()).isTrue();
    assertThat(failure.notBefore()).contains(SETTLED);
    assertThat(failure).hasNoCause().hasMessageNotContaining(TOKEN);
  }

  @Test
  @DisplayName(
      "A token that ran out on the way is a reason to ask for another address, not to give up")
  void wornOut() {
    when(transport.upload(any()))
        .thenReturn(
            new PortalReply(
                401,
                Optional.empty(),
                "{\"error\":\"expired_token\",\"error_description\":\"\"}"
                    .getBytes(StandardCharsets.UTF_8)));
    CrmFailure failure = fly("https://A.bitrix24.de:443/rest/upload.json?token=" + TOKEN);
    assertThat(failure.category()).isEqualTo(Category.SERVER);
  }

  private CrmFailure fly(String address) {
    FileUpload file = new FileUpload(URI.create(address), "file", "a.mp3", Path.of("a.mp3"));
    assertThat(file.toString()).doesNotContain(TOKEN);
    return catchThrowableOfType(
        CrmFailure.class, () -> flights.fly(access, Chain.of(file), SETTLED));
  }
}
