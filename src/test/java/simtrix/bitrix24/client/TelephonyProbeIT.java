package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.failure.CrmFailure;
import simtrix.portal.Portal;
import simtrix.portal.Portal.Telephony;

/** Webhook portals, and what they let us do (REFERENCE 5.0). */
class TelephonyProbeIT extends ClientIT {
  @Autowired TelephonyProbe probe;

  @Test
  void aPortalThatWantsAnApplicationForItRefusesTelephony() {
    stub.answers(
        request ->
            StubPortal.Reply.json(
                403,
                "{\"error\":\"WRONG_AUTH_TYPE\",\"error_description\":\"Current authorization type is denied\"}"));
    long portal = webhook();

    assertThat(probe.isTelephonyAllowed(portal)).isFalse();
    assertThat(probe.isTelephonyAllowed(portal)).isFalse();

    assertThat(portals.findById(portal).map(Portal::telephony)).contains(Telephony.REFUSED);
    assertThat(stub.requests()).hasSize(1);
    assertThat(stub.requests().get(0).path())
        .isEqualTo("/rest/1/s3cr3t/telephony.externalCall.finish");
    assertThat(stub.requests().get(0).body().isEmpty()).isTrue();
  }

  @Test
  void anyOtherAnswerOfTheMethodAllowsIt() {
    stub.answers(
        request ->
            StubPortal.Reply.json(
                400,
                "{\"error\":\"\",\"error_description\":\"USER_ID or USER_PHONE_INNER should be set\"}"));
    long portal = webhook();

    assertThat(probe.isTelephonyAllowed(portal)).isTrue();
    assertThat(portals.findById(portal).map(Portal::telephony)).contains(Telephony.ALLOWED);
  }

  @Test
  void aPortalThatDoesNotAnswerStaysUnknown() {
    stub.answers(request -> new StubPortal.Reply(502, "text/html", "<html/>", Map.of()));
    long portal = webhook();

    CrmFailure failure =
        catchThrowableOfType(CrmFailure.class, () -> probe.isTelephonyAllowed(portal));

    assertThat(failure.category().isPassing()).isTrue();
    assertThat(portals.findById(portal).map(Portal::telephony)).contains(Telephony.UNKNOWN);
  }

  @Test
  void manyWhoWantToKnowAskOnce() {
    stub.answers(request -> StubPortal.Reply.json(403, "{\"error\":\"WRONG_AUTH_TYPE\"}"));
    long portal = webhook();

    CompletableFuture<Telephony> first = probe.probe(portal);
    CompletableFuture<Telephony> second = probe.probe(portal);

    assertThat(first.join()).isEqualTo(Telephony.REFUSED);
    assertThat(second.join()).isEqualTo(Telephony.REFUSED);
    assertThat(stub.requests()).hasSizeBetween(1, 2);
  }

  @Test
  void theSecretIsKeptOnlyEncrypted() {
    long portal = webhook();

    assertThat(portals.access(portal).orElseThrow().toString()).doesNotContain("s3cr3t");
    assertThat(portals.access(portal).orElseThrow().endpoint().toString()).contains("s3cr3t");
    assertThat(portals.findById(portal).orElseThrow().host())
        .isEqualTo(stub.endpoint().getAuthority());
  }

  private long webhook() {
    URI address = stub.endpoint().resolve("1/s3cr3t/");
    return portals.connectWebhook("webhook-" + UUID.randomUUID(), address).id();
  }
}
