package simtrix.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static simtrix.testing.DeadCalls.patience;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import simtrix.bitrix24.client.ClientIT;
import simtrix.bitrix24.client.StubPortal;
import simtrix.bitrix24.client.TelephonyProbe;
import simtrix.portal.Portal;
import simtrix.portal.PortalConnected;
import simtrix.settings.SimtrixSettings;
import simtrix.settings.StartRefusedException;

/** The portal that the operator has named in the configuration (DESIGN 5). */
class WebhookPortalIT extends ClientIT {
  @Autowired TelephonyProbe probe;
  @Autowired JdbcTemplate database;
  private final List<Object> published = new ArrayList<>();

  @Test
  void itIsConnectedAndProbedAndItsSecretKeptEncrypted() {
    stub.answers(request -> StubPortal.Reply.json(403, "{\"error\":\"WRONG_AUTH_TYPE\"}"));

    webhook(stub.endpoint() + "7/s3cr3tc0de").connect();

    long id = ((PortalConnected) published.get(0)).portal();
    Portal portal = portals.findById(id).orElseThrow();
    assertThat(portal.mode()).isEqualTo(Portal.Mode.WEBHOOK);
    assertThat(portal.memberId()).startsWith("webhook-").hasSize(40);
    assertThat(portals.access(id).orElseThrow().endpoint())
        .isEqualTo(stub.endpoint().resolve("7/s3cr3tc0de/"));
    patience()
        .until(() -> portals.findById(id).orElseThrow().telephony() == Portal.Telephony.REFUSED);
    Map<String, Object> row = database.queryForMap("SELECT * FROM portal WHERE id = ?", id);
    assertThat(row.values())
        .noneMatch(
            value ->
                value instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1).contains("s3cr3t")
                    : String.valueOf(value).contains("s3cr3t"));
  }

  @Test
  void aNewSecretOfTheSameUserIsTheSamePortal() {
    stub.answers(StubPortal::echo);
    webhook(stub.endpoint() + "7/first/").connect();
    webhook(stub.endpoint() + "7/second/").connect();
    webhook(stub.endpoint() + "8/third/").connect();

    assertThat(published.get(1)).isEqualTo(published.get(0));
    assertThat(published.get(2)).isNotEqualTo(published.get(0));
    long id = ((PortalConnected) published.get(0)).portal();
    assertThat(portals.access(id).orElseThrow().endpoint().getPath()).isEqualTo("/rest/7/second/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://127.0.0.1/rest/",
        "http://127.0.0.1/rest/admin/code/",
        "http://127.0.0.1/rest/1/code/crm.lead.add",
        "http://127.0.0.1/rest/1/code/?x=1",
        "http://user@127.0.0.1/rest/1/code/"
      })
  void anAddressThatIsNoWebhookStopsTheStart(String address) {
    assertThatThrownBy(() -> webhook(address))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("simtrix.bitrix24.webhook");
  }

  private WebhookPortal webhook(String address) {
    Map<String, String> keys =
        Map.of(
            "simtrix.bitrix24.webhook", address,
            "simtrix.bitrix24.allowed-portals", "",
            "simtrix.bitrix24.oauth-servers", "");
    SimtrixSettings settings =
        new Binder(new MapConfigurationPropertySource(keys))
            .bind("simtrix", Bindable.of(SimtrixSettings.class))
            .get();
    return new WebhookPortal(settings, portals, probe, published::add);
  }
}
