package simtrix.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static simtrix.testing.DeadCalls.patience;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.client.ClientIT;
import simtrix.bitrix24.client.StubPortal;
import simtrix.edge.RefusedRequest;
import simtrix.portal.Portal;
import simtrix.portal.PortalAccess;
import simtrix.portal.PortalConnected;

/** Who may come in, and what portals tell afterwards (DESIGN 5, REFERENCE 2.2, 7.2). */
@RecordApplicationEvents
@TestPropertySource(
    properties = {
      "simtrix.data=target/test-data/portals/installation",
      "simtrix.public-url=https://simtrix.example.com",
      "simtrix.bitrix24.allowed-portals=127.0.0.1,localhost",
      "simtrix.bitrix24.oauth-servers=oauth.bitrix.info"
    })
class InstallationIT extends ClientIT {
  @Autowired PortalInstallation installation;
  @Autowired PortalEvents events;
  @Autowired ApplicationEvents published;
  private final String member = "m-" + UUID.randomUUID();

  @BeforeEach
  void portalConfirms() {
    stub.answers(InstallationIT::confirm);
  }

  @Test
  void anInstallationIsProvedAndKept() {
    installation.install(form(install()));

    Portal portal = portals.findByMemberId(member).orElseThrow();
    assertThat(portal.status()).isEqualTo(Portal.Status.ACTIVE);
    assertThat(portal.mode()).isEqualTo(Portal.Mode.OAUTH);
    assertThat(portal.language()).isEqualTo("en");
    PortalAccess access = portals.access(portal.id()).orElseThrow();
    assertThat(access.accessToken()).contains("good");
    assertThat(access.refreshToken()).contains("rt1");
    assertThat(stub.requests().get(0).path()).isEqualTo("/rest/profile");
    assertThat(published.stream(PortalConnected.class))
        .containsExactly(new PortalConnected(portal.id()));
  }

  @Test
  void afterwardsItsEventsAreBound() {
    installation.install(form(install()));

    patience().until(() -> stub.requests().size() == 2);
    assertThat(stub.requests().get(1).body().path("cmd"))
        .hasSize(14)
        .anySatisfy(
            command ->
                assertThat(command.asText())
                    .startsWith("event.bind?")
                    .contains("event=ONCRMCONTACTADD")
                    .contains("handler=https%3A%2F%2Fsimtrix.example.com%2Fbitrix24%2Fevents"));
  }

  @Test
  void aTokenThatThePortalDoesNotKnowIsRefused() {
    Map<String, String> form = install();
    form.put("auth[access_token]", "stolen");

    assertThat(refused(form)).isEqualTo(403);
    assertThat(portals.findByMemberId(member)).isEmpty();
  }

  @Test
  void aPortalThatCannotBeAskedMakesItTryAgain() {
    stub.answers(request -> new StubPortal.Reply(502, "text/html", "<html/>", Map.of()));

    assertThat(refused(install())).isEqualTo(503);
    assertThat(portals.findByMemberId(member)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/rest/",
        "http://127.0.0.1@evil.example.com/rest/",
        "http://evil.example.com\\@127.0.0.1/rest/",
        "http://127.0.0.1.evil.example.com/rest/",
        "http://[::1]/rest/",
        "file:///etc/passwd",
        "nonsense"
      })
  void aPortalThatIsNotAllowedIsNotEvenAsked(String endpoint) {
    Map<String, String> form = install();
    form.put("auth[client_endpoint]", endpoint);

    assertThat(refused(form)).isEqualTo(403);
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void anOAuthServerOfSomebodyElseIsNotSentTheSecret() {
    Map<String, String> form = install();
    form.put("auth[server_endpoint]", "http://oauth.evil.example.com/rest/");

    assertThat(refused(form)).isEqualTo(403);
    assertThat(stub.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event",
        "auth[member_id]",
        "auth[access_token]",
        "auth[refresh_token]",
        "auth[client_endpoint]",
        "auth[server_endpoint]",
        "auth[application_token]"
      })
  void whatIsIncompleteIsNoInstallation(String missing) {
    Map<String, String> form = install();
    form.remove(missing);

    assertThat(refused(form)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&&&", "event", "event=%", "event=ONCRMLEADADD", "{\"event\":1}"})
  void anythingElseIsNoInstallationEither(String body) {
    RefusedRequest refusal =
        catchThrowableOfType(RefusedRequest.class, () -> installation.install(body));

    assertThat(refusal.status().value()).isEqualTo(400);
  }

  @Test
  void aKnownPortalUnderAnotherHostCannotVouchForItself() {
    installation.install(form(install()));
    Map<String, String> elsewhere = install();
    String other = stub.endpoint().toString().replace("127.0.0.1", "localhost");
    stub.answers(request -> confirmWithRefresh(request, member, other));
    elsewhere.put("auth[client_endpoint]", other);
    elsewhere.put("auth[server_endpoint]", other);

    assertThat(refused(elsewhere)).isEqualTo(403);
    assertThat(portals.findByMemberId(member).orElseThrow().host()).startsWith("127.0.0.1");
  }

  @Test
  void aRefreshThatNamesAnotherPortalBetraysTheAttacker() {
    installation.install(form(install()));
    try (StubPortal attacker = new StubPortal()) {
      String endpoint = attacker.endpoint().toString();
      attacker.answers(request -> confirmWithRefresh(request, "m-attacker", endpoint));
      Map<String, String> form = install();
      form.put("auth[client_endpoint]", endpoint);
      form.put("auth[server_endpoint]", endpoint);

      assertThat(refused(form)).isEqualTo(403);
      assertThat(portals.findByMemberId(member).orElseThrow().host())
          .isEqualTo(stub.endpoint().getAuthority());
    }
  }

  @Test
  void aPortalThatMovedIsKeptUnderItsNewAddressWithTheNewTokens() {
    installation.install(form(install()));
    try (StubPortal moved = new StubPortal()) {
      String endpoint = moved.endpoint().toString();
      moved.answers(request -> confirmWithRefresh(request, member, endpoint));
      Map<String, String> form = install();
      form.put("auth[client_endpoint]", endpoint);
      form.put("auth[server_endpoint]", endpoint);

      installation.install(form(form));

      PortalAccess access =
          portals.access(portals.findByMemberId(member).orElseThrow().id()).orElseThrow();
      assertThat(access.endpoint()).isEqualTo(moved.endpoint());
      assertThat(access.accessToken()).contains("fresh");
      assertThat(access.refreshToken()).contains("rt2");
    }
  }

  @Test
  void anUninstalledPortalComesBack() {
    installation.install(form(install()));
    long id = portals.findByMemberId(member).orElseThrow().id();
    assertThat(events.take(form(event("ONAPPUNINSTALL")))).isNull();

    assertThat(portals.findById(id).orElseThrow().status()).isEqualTo(Portal.Status.UNINSTALLED);
    assertThat(portals.access(id).orElseThrow().accessToken()).isEmpty();

    installation.install(form(install()));
    assertThat(portals.findById(id).orElseThrow().status()).isEqualTo(Portal.Status.ACTIVE);
  }

  @Test
  void changesInTheCrmAreTold() {
    installation.install(form(install()));
    long id = portals.findByMemberId(member).orElseThrow().id();

    assertThat(events.take(form(event("ONCRMCONTACTUPDATE"))))
        .isEqualTo(new CrmChange(id, CrmChange.Kind.CONTACT, CrmChange.Change.UPDATE, 82));
    assertThat(events.take(form(event("onCrmDealMoveToCategory"))))
        .isEqualTo(new CrmChange(id, CrmChange.Kind.DEAL, CrmChange.Change.MOVE, 82));
    assertThat(events.take(form(event("ONVOXIMPLANTCALLEND")))).isNull();
    assertThat(events.take(form(event("")))).isNull();
  }

  @Test
  void anEventWithoutTheRightTokenIsRefused() {
    installation.install(form(install()));
    for (String token : List.of("apptokem", "apptoke", "")) {
      Map<String, String> form = event("ONAPPUNINSTALL");
      form.put("auth[application_token]", token);
      RefusedRequest refusal =
          catchThrowableOfType(RefusedRequest.class, () -> events.take(form(form)));
      assertThat(refusal.status().value()).isEqualTo(403);
    }
    Map<String, String> stranger = event("ONAPPUNINSTALL");
    stranger.put("auth[member_id]", "nobody");
    assertThat(catchThrowableOfType(RefusedRequest.class, () -> events.take(form(stranger))))
        .isNotNull();
    assertThat(portals.findByMemberId(member).orElseThrow().status())
        .isEqualTo(Portal.Status.ACTIVE);
  }

  private int refused(Map<String, String> form) {
    return catchThrowableOfType(RefusedRequest.class, () -> installation.install(form(form)))
        .status()
        .value();
  }

  private Map<String, String> install() {
    Map<String, String> form = event("ONAPPINSTALL");
    form.put("data[LANGUAGE_ID]", "en");
    form.put("auth[access_token]", "good");
    form.put("auth[refresh_token]", "rt1");
    form.put("auth[client_endpoint]", stub.endpoint().toString());
    form.put("auth[server_endpoint]", stub.endpoint().toString());
    return form;
  }

  private Map<String, String> event(String name) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("event", name);
    form.put("data[FIELDS][ID]", "82");
    form.put("auth[member_id]", member);
    form.put("auth[application_token]", "apptoken");
    return form;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static StubPortal.Reply confirm(StubPortal.Request request) {
    if (!request.path().endsWith("/profile")) {
      return StubPortal.echo(request);
    }
    return request.body().path("auth").asText().equals("good")
        ? StubPortal.Reply.ok("{\"result\":{\"ID\":\"1\",\"ADMIN\":true}}")
        : StubPortal.Reply.json(401, "{\"error\":\"invalid_token\"}");
  }

  private static StubPortal.Reply confirmWithRefresh(
      StubPortal.Request request, String member, String endpoint) {
    return request.path().startsWith("/oauth/")
        ? StubPortal.Reply.ok(
            "{\"access_token\":\"fresh\",\"refresh_token\":\"rt2\",\"member_id\":\"%s\",\"client_endpoint\":\"%s\"}"
                .formatted(member, endpoint))
        : confirm(request);
  }
}
