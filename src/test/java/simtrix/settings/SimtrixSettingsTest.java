package simtrix.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

/** The keys of DESIGN 8 by the names that operators use, and what a wrong one is answered with. */
class SimtrixSettingsTest {

  @Test
  void theDefaultsAreThoseOfTheDesign() {
    SimtrixSettings settings = read(Map.of());

    assertThat(settings.data()).isEqualTo(Path.of("data"));
    assertThat(settings.binaries()).isEqualTo(Path.of("data/binaries"));
    assertThat(settings.secretKey()).isEmpty();
    assertThat(settings.adminPassword()).isEmpty();
    assertThat(settings.publicUrl()).isEmpty();
    assertThat(settings.portalCountry()).isEqualTo("DE");
    assertThat(settings.autoLead()).isTrue();
    assertThat(settings.cardTtl()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.cardDeadline()).isEqualTo(Duration.ofMillis(1300));
    assertThat(settings.retryDelays())
        .hasSize(10)
        .startsWith(Duration.ofSeconds(10), Duration.ofSeconds(30))
        .endsWith(Duration.ofHours(24));
    assertThat(settings.writersPerPortal()).isEqualTo(64);
    assertThat(settings.unansweredAfter()).isEqualTo(Duration.ofHours(4));
    assertThat(settings.bodyLimit()).isEqualTo(DataSize.ofKilobytes(64));
    assertThat(settings.pairingCodeLife()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.phoneRate()).isEqualTo(new SimtrixSettings.PhoneRate(20, 100));
    assertThat(settings.phoneHealth())
        .isEqualTo(new SimtrixSettings.PhoneHealth(Duration.ofDays(1), 20));
    RecordingSettings recordings = settings.recordings();
    assertThat(recordings.allowed()).isFalse();
    assertThat(recordings.folder()).isEqualTo(Path.of("data/recordings"));
    assertThat(recordings.diskQuota()).isEqualTo(DataSize.ofGigabytes(10));
    assertThat(recordings.expectedFor()).isEqualTo(Duration.ofDays(7));
    assertThat(recordings.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(recordings.inOneRequest()).isEqualTo(DataSize.ofMegabytes(2));
    assertThat(recordings.ffmpeg()).isEmpty();
    assertThat(settings.anonymous().registeredAs()).isEmpty();
    Bitrix24Settings bitrix24 = settings.bitrix24();
    assertThat(bitrix24.webhook()).isEmpty();
    assertThat(bitrix24.clientId()).isEmpty();
    assertThat(bitrix24.clientSecret()).isEmpty();
    assertThat(bitrix24.allowedPortals())
        .hasSize(20)
        .startsWith("*.bitrix24.com", "*.bitrix24.de")
        .endsWith("*.bitrix24.kz");
    assertThat(bitrix24.oauthServers()).containsExactly("oauth.bitrix.info", "oauth.bitrix24.tech");
    assertThat(bitrix24.httpAllowed()).isFalse();
    assertThat(bitrix24.requestsPerSecond()).isEqualTo(BigDecimal.valueOf(2));
    assertThat(bitrix24.burst()).isEqualTo(50);
    assertThat(bitrix24.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(bitrix24.lookUpTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(bitrix24.writeTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(bitrix24.settlingTime()).isEqualTo(Duration.ofSeconds(65));
  }

  @Test
  void everyEnvironmentNameOfTheDesignReachesItsSetting() {
    String key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    SimtrixSettings settings =
        read(
            Map.ofEntries(
                Map.entry("SIMTRIX_DATA", "/var/lib/simtrix"),
                Map.entry("SIMTRIX_SECRET_KEY", key),
                Map.entry("SIMTRIX_ADMIN_PASSWORD", "correct horse"),
                Map.entry("SIMTRIX_PUBLIC_URL", "https://bridge.example.com/"),
                Map.entry("SIMTRIX_PORTAL_COUNTRY", "at"),
                Map.entry("SIMTRIX_AUTO_LEAD", "false"),
                Map.entry("SIMTRIX_CARD_TTL", "45s"),
                Map.entry("SIMTRIX_RETRY_DELAYS", "1s,2s"),
                Map.entry("SIMTRIX_RECORDINGS_ALLOWED", "true"),
                Map.entry("SIMTRIX_BITRIX24_WEBHOOK", "https://acme.bitrix24.de/rest/1/abc/"),
                Map.entry("SIMTRIX_BITRIX24_CLIENT_ID", "app.1"),
                Map.entry("SIMTRIX_BITRIX24_CLIENT_SECRET", "s3cret"),
                Map.entry("SIMTRIX_BITRIX24_ALLOWED_PORTALS", "127.0.0.1, *.example.com"),
                Map.entry("SIMTRIX_BITRIX24_OAUTH_SERVERS", "localhost"),
                Map.entry("SIMTRIX_BITRIX24_HTTP_ALLOWED", "true"),
                Map.entry("SIMTRIX_BITRIX24_REQUESTS_PER_SECOND", "0.5"),
                Map.entry("SIMTRIX_BITRIX24_BURST", "250")));

    assertThat(settings.data()).isEqualTo(Path.of("/var/lib/simtrix"));
    assertThat(settings.secretKey()).contains(key);
    assertThat(settings.adminPassword()).contains("correct horse");
    assertThat(settings.publicUrl()).contains(URI.create("https://bridge.example.com"));
    assertThat(settings.portalCountry()).isEqualTo("AT");
    assertThat(settings.autoLead()).isFalse();
    assertThat(settings.cardTtl()).isEqualTo(Duration.ofSeconds(45));
    assertThat(settings.retryDelays())
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(settings.recordings().allowed()).isTrue();
    Bitrix24Settings bitrix24 = settings.bitrix24();
    assertThat(bitrix24.webhook()).contains(URI.create("https://acme.bitrix24.de/rest/1/abc/"));
    assertThat(bitrix24.clientId()).contains("app.1");
    assertThat(bitrix24.clientSecret()).contains("s3cret");
    assertThat(bitrix24.allowedPortals()).containsExactly("127.0.0.1", "*.example.com");
    assertThat(bitrix24.oauthServers()).containsExactly("localhost");
    assertThat(bitrix24.httpAllowed()).isTrue();
    assertThat(bitrix24.requestsPerSecond()).isEqualTo(new BigDecimal("0.5"));
    assertThat(bitrix24.burst()).isEqualTo(250);
    assertThat(settings.toString()).doesNotContain(key, "correct horse", "s3cret", "abc");
  }

  @Test
  void anEmptyTextMeansNotSet() {
    SimtrixSettings settings =
        read(
            Map.of(
                "SIMTRIX_SECRET_KEY", "",
                "SIMTRIX_PUBLIC_URL", "",
                "SIMTRIX_BITRIX24_WEBHOOK", "",
                "SIMTRIX_BITRIX24_CLIENT_ID", " ",
                "SIMTRIX_ANONYMOUS_REGISTERED_AS", ""));

    assertThat(settings.secretKey()).isEmpty();
    assertThat(settings.publicUrl()).isEmpty();
    assertThat(settings.bitrix24().webhook()).isEmpty();
    assertThat(settings.bitrix24().clientId()).isEmpty();
    assertThat(settings.anonymous().registeredAs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SIMTRIX_CARD_TTL                | banana          | simtrix.card-ttl                | is "banana": it must be a length of time
          SIMTRIX_CARD_TTL                | -5s             | simtrix.card-ttl                | must be a length of time above zero
          SIMTRIX_CARD_TTL                | ''              | simtrix.card-ttl                | is empty: it must be a length of time
          SIMTRIX_CARD_DEADLINE           | 2s              | simtrix.card-deadline           | must be 1500ms or less
          SIMTRIX_RETRY_DELAYS            | 10s,soon        | simtrix.retry-delays            | must be a length of time
          SIMTRIX_RETRY_DELAYS            | 10s,-1s         | simtrix.retry-delays[1]         | must be a length of time above zero
          SIMTRIX_RETRY_DELAYS            | ''              | simtrix.retry-delays            | must hold at least one length of time
          SIMTRIX_SECRET_KEY              | QUJDREU=        | simtrix.secret-key              | must be 32 bytes in base64
          SIMTRIX_SECRET_KEY              | not base64!     | simtrix.secret-key              | must be 32 bytes in base64
          SIMTRIX_PORTAL_COUNTRY          | XX              | simtrix.portal-country          | is "XX": it must be a country's two letters
          SIMTRIX_PUBLIC_URL              | example.com     | simtrix.public-url              | is "example.com": it must be an address
          SIMTRIX_AUTO_LEAD               | perhaps         | simtrix.auto-lead               | is "perhaps": it must be true or false
          SIMTRIX_BODY_LIMIT              | huge            | simtrix.body-limit              | is "huge": it must be a size such as
          SIMTRIX_RECORDINGS_DISK_QUOTA   | much            | simtrix.recordings.disk-quota   | is "much": it must be a size such as
          SIMTRIX_RECORDINGS_RETENTION    | -1d             | simtrix.recordings.retention    | must be a length of time above zero
          SIMTRIX_PHONE_RATE_BURST        | 0               | simtrix.phone-rate.burst        | is "0": it must be a number above zero
          SIMTRIX_BITRIX24_BURST          | many            | simtrix.bitrix24.burst          | is "many": it must be a number
          SIMTRIX_BITRIX24_REQUESTS_PER_SECOND | 0          | simtrix.bitrix24.requests-per-second | must be a number above zero
          SIMTRIX_BITRIX24_WEBHOOK        | http://a.example/rest/1/x/ | simtrix.bitrix24.webhook | must start with https://
          SIMTRIX_BITRIX24_WEBHOOK        | ftp://a.example/ | simtrix.bitrix24.webhook       | must be an address such as
          SIMTRIX_BITRIX24_ALLOWED_PORTALS | *.a.com,https://b.com | simtrix.bitrix24.allowed-portals[1] | is "https://b.com": it must be a host name
          """)
  void aWrongValueIsAnsweredWithOneSentence(
      String name, String value, String key, String expected) {
    String sentence = refusal(Map.of(name, value));

    assertThat(sentence)
        .startsWith("The setting " + key + " ")
        .contains(expected)
        .endsWith(".")
        .hasLineCount(1);
  }

  @Test
  void theSentenceSaysWhereTheValueCameFrom() {
    assertThat(refusal(Map.of("SIMTRIX_CARD_TTL", "banana"))).contains("SIMTRIX_CARD_TTL");
    assertThat(refusal(Map.of("SIMTRIX_PORTAL_COUNTRY", "XX"))).contains("SIMTRIX_PORTAL_COUNTRY");
  }

  @Test
  void secretsAreNotShownWhenTheyAreWrong() {
    assertThat(refusal(Map.of("SIMTRIX_SECRET_KEY", "c2VjcmV0"))).doesNotContain("c2VjcmV0");
    assertThat(refusal(Map.of("SIMTRIX_BITRIX24_WEBHOOK", "http://a.example/rest/1/hidden/")))
        .doesNotContain("hidden");
    assertThat(refusal(Map.of("SIMTRIX_ADMIN_PASSWORD", "long".repeat(20))))
        .contains("simtrix.admin-password", "72 bytes")
        .doesNotContain("longlong");
  }

  @Test
  void aMisspeltKeyIsNamed() {
    StandardEnvironment environment = environment(Map.of());
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("file", Map.of("simtrix.card-tll", "5m")));

    assertThat(refusal(environment))
        .startsWith("There is no setting simtrix.card-tll")
        .contains("config/application.yaml");
  }

  /** Settings as an environment makes them, with a data folder. */
  static SimtrixSettings read(Map<String, String> variables, Path data) {
    Map<String, Object> all = new HashMap<>(variables);
    all.put("SIMTRIX_DATA", data.toString());
    return read(all);
  }

  private static SimtrixSettings read(Map<String, Object> variables) {
    return Binder.get(environment(variables))
        .bind("simtrix", Bindable.of(SimtrixSettings.class))
        .get();
  }

  private static String refusal(Map<String, Object> variables) {
    return refusal(environment(variables));
  }

  private static String refusal(StandardEnvironment environment) {
    Throwable thrown =
        catchThrowable(
            () -> {
              try (GenericApplicationContext context = new GenericApplicationContext()) {
                context.setEnvironment(environment);
                new SettingsCheck().initialize(context);
              }
            });
    assertThat(thrown).as("the settings were taken").isNotNull();
    return new SettingsFailureAnalyzer().analyze(thrown).getDescription();
  }

  private static StandardEnvironment environment(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().remove("systemProperties");
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    ConfigurationPropertySources.attach(environment);
    return environment;
  }
}
