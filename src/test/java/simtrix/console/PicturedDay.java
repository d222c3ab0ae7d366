package simtrix.console;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import simtrix.sandbox.Effect;
import simtrix.testing.Audio;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;

/**
 * A server on a day with some of everything, for the pages to show.
 *
 * @param letter id of a dead letter with a note and a retry behind it
 * @param job id of a retry job that has ended
 * @param written id of a call that stands in the portal, with its recording
 * @param withoutRecording id of a call whose recording was not possible
 */
record PicturedDay(long letter, long job, UUID written, UUID withoutRecording) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String REGISTER = "telephony.externalCall.register";

  static PicturedDay on(SupportDesk desk) {
    desk.support.post("/portals/" + desk.portal.id + "/recordings", Map.of("allowed", true));
    PhoneCall written = desk.phone.call(SupportDesk.number(0)).isRecorded();
    written.endsAnswered();
    desk.phone.upload(written.id, "audio/mp4", Audio.tone(20, "m4a", "-c:a", "aac"));
    PhoneCall broken = desk.phone.call(SupportDesk.number(3)).isRecorded();
    broken.endsAnswered();
    desk.phone.upload(broken.id, "audio/mp4", Arrays.copyOf(Audio.tone("m4a", "-c:a", "aac"), 60));
    desk.phone.call(SupportDesk.number(1)).endsMissed();
    desk.phone.call(SupportDesk.number(2)).endsRejected();
    desk.phone.call(null).endsMissed();
    desk.phone.call("+4930222222").endsMissed();
    await().atMost(PATIENCE).until(() -> written.status().equals("WRITTEN"));
    otherPortals(desk);
    tells(desk.phone, true, 0);
    tells(desk.support.pair(desk.portal.id, desk.leaver), false, 47);
    silent(desk);
    List<Long> drained = letters(desk, desk.storm(15));
    desk.mend();
    retry(desk, drained);
    lacksRight(desk);
    List<PhoneCall> storm = desk.storm(SupportDesk.KNOWN_CALLERS - 3);
    long letter = desk.letter(storm.get(0));
    desk.support.post(
        "/dead-letters/" + letter + "/note",
        Map.of("text", "Asked the portal’s administrator; he activates the employee today."));
    long job = retry(desk, letters(desk, storm.subList(0, 4)));
    for (PhoneCall recorded : List.of(written, broken)) {
      await().atMost(PATIENCE).until(() -> isDecided(desk, recorded));
    }
    return new PicturedDay(letter, job, written.id, broken.id);
  }

  private static boolean isDecided(SupportDesk desk, PhoneCall call) {
    String state = desk.support.get("/calls/" + call.id).json().at("/recording/state").asText();
    return state.equals("ATTACHED") || state.equals("NOT_POSSIBLE");
  }

  /** A phone that has been in a drawer for three days. */
  private static void silent(SupportDesk desk) {
    Phone phone = desk.support.pair(desk.portal.id, desk.portal.user);
    tells(phone, true, 0);
    desk.server
        .bean(JdbcClient.class)
        .sql(
            "update device set last_seen_at = now() - interval 3 day, name = 'Galaxy A54' where id = ?")
        .param(phone.deviceId)
        .update();
  }

  private static List<Long> letters(SupportDesk desk, List<PhoneCall> calls) {
    return calls.stream().map(desk::letter).toList();
  }

  /** One portal that somebody has paused, and one that has removed the application. */
  private static void otherPortals(SupportDesk desk) {
    desk.support.post("/portals/" + InstalledPortal.on(desk.server).id + "/pause", null);
    try {
      InstalledPortal.on(desk.server)
          .sandbox
          .uninstall(desk.server.address().resolve("/bitrix24/events"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A phone says how it is. */
  private static void tells(Phone phone, boolean allGranted, int queueLength) {
    phone.heartbeat(
        Map.of(
            "appVersion",
            "1.4.0",
            "androidVersion",
            "16",
            "queueLength",
            queueLength,
            "permissions",
            Map.of(
                "phoneState", true,
                "callLog", true,
                "overlay", allGranted,
                "notifications", true,
                "batteryUnrestricted", allGranted)));
  }

  /** Two calls that the portal does not let the application write. */
  private static void lacksRight(SupportDesk desk) {
    desk.portal
        .sandbox
        .faults()
        .on(REGISTER)
        .always()
        .then(
            Effect.methodError(
                403, "insufficient_scope", "The request requires higher privileges"));
    List<PhoneCall> refused =
        List.of(desk.phone.call(SupportDesk.number(22)), desk.phone.call(SupportDesk.number(23)));
    refused.forEach(PhoneCall::endsMissed);
    await()
        .atMost(PATIENCE)
        .until(() -> refused.stream().allMatch(call -> call.status().equals("DEAD")));
    desk.portal.sandbox.faults().clear();
  }

  private static long retry(SupportDesk desk, List<Long> letters) {
    long job = desk.support.post("/retry-jobs", Map.of("ids", letters)).json().path("id").asLong();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                desk.support
                    .get("/retry-jobs/" + job)
                    .json()
                    .path("state")
                    .asText()
                    .equals("DONE"));
    return job;
  }
}
