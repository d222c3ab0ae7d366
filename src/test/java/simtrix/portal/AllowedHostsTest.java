package simtrix.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import simtrix.settings.SimtrixSettings;

/** To whom this server sends requests (DESIGN 5, 9). */
class AllowedHostsTest {
  private final AllowedHosts hosts = hosts(false);

  @ParameterizedTest
  @CsvSource({
    "https://acme.bitrix24.de/rest/, https://acme.bitrix24.de/rest/",
    "https://acme.bitrix24.de/rest, https://acme.bitrix24.de/rest/",
    "HTTPS://ACME.Bitrix24.DE/rest/, https://acme.bitrix24.de/rest/",
    "https://acme.bitrix24.de:443/rest/, https://acme.bitrix24.de/rest/",
    "https://acme.bitrix24.de:8443/rest/, https://acme.bitrix24.de:8443/rest/",
    "https://crm.example.com/rest/, https://crm.example.com/rest/",
    "https://[::1]:8443/rest/, https://[::1]:8443/rest/"
  })
  void anAllowedPortalIsTakenInItsPlainForm(String address, String plain) {
    assertThat(hosts.portal(address)).contains(URI.create(plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://acme.bitrix24.de/rest/",
        "ftp://acme.bitrix24.de/rest/",
        "//acme.bitrix24.de/rest/",
        "acme.bitrix24.de/rest/",
        "",
        "https://bitrix24.de/rest/",
        "https://evilbitrix24.de/rest/",
        "https://acme.bitrix24.de.evil.com/rest/",
        "https://evil.com/acme.bitrix24.de",
        "https://evil.com#.bitrix24.de/",
        "https://evil.com?.bitrix24.de/",
        "https://acme.bitrix24.de@evil.com/rest/",
        "https://user:pw@acme.bitrix24.de/rest/",
        "https://evil.com\\.bitrix24.de/rest/",
        "https://evil.com\\@acme.bitrix24.de/rest/",
        "https://acme.bitrix24.de\\evil.com/rest/",
        "https://evil.com%2f.bitrix24.de/rest/",
        "https://acme.bitrix24.de./rest/",
        "https://аcme.bitrix24.de/rest/",
        "https://acme。bitrix24.de/rest/",
        "https://127.0.0.1/rest/",
        "https://2130706433/rest/",
        "https://0x7f.1/rest/",
        "https://[::ffff:127.0.0.1]/rest/",
        "https://acme.bitrix24.de:99999/rest/",
        "https://acme.bitrix24.de:/rest/",
        "https://acme.bitrix24.de/rest/?x=1",
        "https://acme.bitrix24.de/rest/\r\nHost: evil.com",
        " https://acme.bitrix24.de/rest/",
        "https://crm.example.com.bitrix24.com.evil.org/rest/"
      })
  void anythingElseIsRefused(String address) {
    assertThat(hosts.portal(address)).isEmpty();
  }

  @Test
  void anOAuthServerIsOnThePortalsHostOrNamedByTheOperator() {
    URI portal = hosts.portal("https://acme.bitrix24.de/rest/").orElseThrow();

    assertThat(hosts.oauthServer("https://oauth.bitrix.info/rest/", portal)).isPresent();
    assertThat(hosts.oauthServer("https://acme.bitrix24.de:8443/rest/", portal)).isPresent();
    assertThat(hosts.oauthServer("https://other.bitrix24.de/rest/", portal)).isEmpty();
    assertThat(hosts.oauthServer("https://oauth.bitrix.info.evil.com/rest/", portal)).isEmpty();
    assertThat(hosts.oauthServer("https://oauth.bitrix.info@evil.com/rest/", portal)).isEmpty();
    assertThat(hosts.oauthServer("http://oauth.bitrix.info/rest/", portal)).isEmpty();
  }

  @Test
  void plainHttpIsForTests() {
    assertThat(hosts(true).portal("http://acme.bitrix24.de:8081/rest/")).isPresent();
  }

  private static AllowedHosts hosts(boolean httpAllowed) {
    Map<String, Object> keys =
        Map.ofEntries(
            Map.entry("simtrix.data", "data"),
            Map.entry(
                "simtrix.bitrix24.allowed-portals",
                "*.bitrix24.de,*.bitrix24.com,crm.example.com,[::1]"),
            Map.entry("simtrix.bitrix24.oauth-servers", "oauth.bitrix.info"),
            Map.entry("simtrix.bitrix24.http-allowed", httpAllowed),
            Map.entry("simtrix.bitrix24.burst", 50),
            Map.entry("simtrix.bitrix24.requests-per-second", 2));
    SimtrixSettings settings =
        new Binder(new MapConfigurationPropertySource(keys))
            .bind("simtrix", Bindable.of(SimtrixSettings.class))
            .get();
    return new AllowedHosts(settings);
  }
}
