package simtrix.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

/**
 * One server for all tests of the console, with a portal, people of each role, and an employee
 * whose calls the portal refuses while he is not active.
 */
final class SupportDesk {

  static final String OPERATOR = "maria";
  static final String READER = "rita";
  static final String ADMIN = "admin";
  static final String PASSWORD = "a-long-password-of-the-test";
  static final String ADMIN_PASSWORD = RunningServer.PASSWORD;

  static final int KNOWN_CALLERS = 24;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static SupportDesk shared;

  /** The phone app that this server offers: bytes of a test. */
  static final Path APP = Path.of("target", "offered.apk");

  final RunningServer server =
      RunningServer.with(
          Map.of("simtrix.retry-delays", "1s,1s", "simtrix.phone-app", "no-such.apk," + APP));
  final Support support = server.support();
  final InstalledPortal portal = InstalledPortal.on(server);
  final int leaver = portal.records.addUser("Weg", "Gegangen", "102");
  final Phone phone = portal.phone();
  private final Phone phoneOfLeaver = support.pair(portal.id, leaver);

  private SupportDesk() {
    offerApp();
    for (Map.Entry<String, String> user :
        Map.of(OPERATOR, "operator", READER, "reader").entrySet()) {
      assertThat(
              support
                  .post(
                      "/users",
                      Map.of(
                          "username", user.getKey(), "password", PASSWORD, "role", user.getValue()))
                  .status())
          .isEqualTo(201);
    }
    for (int i = 0; i < KNOWN_CALLERS; i++) {
      portal.records.addContact("Eva" + i, "Kern", number(i));
    }
  }

  static byte[] offerApp() {
    byte[] bytes = "the bytes of an app, ".repeat(120_000).getBytes(StandardCharsets.UTF_8);
    try {
      Files.write(APP, bytes);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    return bytes;
  }

  static synchronized SupportDesk shared() {
    if (shared == null) {
      shared = new SupportDesk();
    }
    return shared;
  }

  static String number(int i) {
    return "+4930555%04d".formatted(7 + 53 * i);
  }

  /** The employee leaves, and so many of his calls become dead letters. */
  List<PhoneCall> storm(int calls) {
    portal.records.deactivateUser(leaver);
    List<PhoneCall> made = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      PhoneCall call = phoneOfLeaver.call(number(i));
      call.endsAnswered();
      made.add(call);
    }
    await().atMost(PATIENCE).until(() -> made.stream().allMatch(call -> isDead(call)));
    return made;
  }

  /** What a portal administrator does about it. */
  void mend() {
    portal.records.activateUser(leaver);
  }

  /** Leaves nothing to the next test: everything that waits is written. */
  void drain() {
    mend();
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              // Once more each time: a letter may have been on its way, and be dead again.
              support.post("/retry-jobs", Map.of("filter", Map.of(), "ratePerSecond", 100));
              return support.get("/dead-letters").json().path("total").asLong() == 0;
            });
  }

  long letter(PhoneCall call) {
    return support.deadLetter(call.id).orElseThrow().path("id").asLong();
  }

  private boolean isDead(PhoneCall call) {
    return support.deadLetter(call.id).isPresent();
  }
}
