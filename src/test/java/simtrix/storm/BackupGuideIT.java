package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static simtrix.testing.DeadCalls.patience;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import simtrix.testing.DatabaseProcess;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;

@DisplayName("docs/operations.md, backup and restore: the commands do what the text says")
class BackupGuideIT {

  private static final String KNOWN = "+4930111111";
  private static final Map<String, Object> RESTORED = Map.of("simtrix.restored", true);
  private static final Path DUMP = Path.of("/usr/bin/mariadb-dump");

  @Test
  @DisplayName(
      "MariaDB beside it: dumped during traffic, restored without a broker and with a newer one")
  void besideIt() throws Exception {
    assumeTrue(Files.isExecutable(DUMP), "bin/verify installs mariadb-client");
    try (DatabaseProcess database = DatabaseProcess.start();
        ServerProcess server = server(database);
        Company company = new Company(server);
        InstalledPortal renewed = InstalledPortal.on(server)) {
      BackupGuide guide = new BackupGuide(database);
      renewed.contactWithDeal(KNOWN);
      Phone phoneOfRenewed = renewed.phone();

      List<PhoneCall> told = new CopyOnWriteArrayList<>();
      CompletableFuture<Void> dump = CompletableFuture.runAsync(() -> guide.run("mariadb-dump"));
      company.talk(told, calls -> !dump.isDone());
      dump.join();
      int since = told.size();
      company.talk(told, calls -> calls < since + 10);
      renewed.sandbox.expireAccessTokens();
      written(ended(phoneOfRenewed.call(KNOWN)));
      company.goesOn();
      told.forEach(BackupGuideIT::written);

      server.killJava();
      FileSystemUtils.deleteRecursively(server.data());
      guide.run("< simtrix.sql");
      server.start(RESTORED);

      company.isAsBefore(told);
      PhoneCall lost = ended(phoneOfRenewed.call(KNOWN));
      patience().until(() -> lost.status().equals("DEAD"));
      patience().until(() -> server.support().deadLetter(lost.id).isPresent());
      assertThat(server.support().deadLetter(lost.id).orElseThrow().path("message").asText())
          .contains("nstall the application again");
      assertThat(renewed.sandbox.install(server.installAddress())).isEqualTo(200);
      server.support().retry(server.support().deadLetter(lost.id).orElseThrow());
      written(lost);

      company.waitsInBroker();
      server.killJava();
      guide.run("< simtrix.sql");
      server.start(RESTORED);

      company.isAsBefore(told);
    }
  }

  @Test
  @DisplayName("Everything embedded: the folder of the stopped server, put back later")
  void embedded() throws Exception {
    try (ServerProcess server = new ServerProcess(StormServer.SETTINGS);
        Company company = new Company(server)) {
      BackupGuide guide = new BackupGuide(server.data());
      server.askToStop();
      server.awaitEnd();
      guide.run("-cf simtrix.tar");
      server.start();
      List<PhoneCall> told = new CopyOnWriteArrayList<>();
      company.talk(told, calls -> calls < 5);
      company.goesOn();
      told.forEach(BackupGuideIT::written);

      server.killEverything();
      guide.run("-xpf simtrix.tar");
      server.start(RESTORED);

      company.isAsBefore(told);
    }
  }

  private static ServerProcess server(DatabaseProcess database) {
    Map<String, Object> settings = new HashMap<>(StormServer.SETTINGS);
    settings.putAll(database.settings());
    settings.put("simtrix.secret-key", Nodes.SECRET_KEY);
    return new ServerProcess(settings);
  }

  private static PhoneCall ended(PhoneCall call) {
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    return call;
  }

  private static void written(PhoneCall call) {
    patience().until(() -> call.status().equals("WRITTEN"));
  }

  /**
   * What stands in the journal when the backup is taken: a call that is written, one that rings, a
   * dead letter, and in a paused portal a known and an unknown caller who wait.
   */
  private static final class Company implements AutoCloseable {

    private final ServerProcess server;
    private final InstalledPortal portal;
    private final InstalledPortal paused;
    private final Phone phone;
    private final Phone phoneOfPaused;
    private final DeadCalls dead;
    private final PhoneCall written;
    private final PhoneCall rings;
    private final PhoneCall letter;
    private final PhoneCall waits;
    private final PhoneCall waitsForLead;

    Company(ServerProcess server) {
      this.server = server;
      this.portal = InstalledPortal.on(server);
      this.paused = InstalledPortal.on(server);
      portal.contactWithDeal(KNOWN);
      paused.contactWithDeal(KNOWN);
      phone = portal.phone();
      dead = new DeadCalls(portal, server.support());
      letter = dead.answered(KNOWN);
      written = ended(phone.call(KNOWN));
      written(written);
      rings = phone.call(KNOWN);
      assertThat(rings.ringing().status()).isEqualTo(200);
      pause("pause");
      phoneOfPaused = paused.phone();
      waits = ended(phoneOfPaused.call(KNOWN));
      waitsForLead = phoneOfPaused.call("+4930222222");
      assertThat(waitsForLead.endsMissed().status()).isEqualTo(202);
      assertThat(waits.status()).isEqualTo("QUEUED");
    }

    private void pause(String action) {
      int status = server.support().post("/portals/" + paused.id + "/" + action, null).status();
      assertThat(status).isEqualTo(200);
    }

    /** Calls as long as they are wanted. */
    void talk(List<PhoneCall> told, Predicate<Integer> wanted) {
      while (wanted.test(told.size())) {
        told.add(ended(phone.call(KNOWN)));
      }
    }

    /** Everything is written that is not in the backup as written. */
    void goesOn() {
      ended(rings);
      pause("resume");
      dead.comesBack();
      assertThat(server.support().retry(dead.letter(letter)).status()).isEqualTo(202);
      List.of(rings, waits, waitsForLead, letter).forEach(BackupGuideIT::written);
    }

    /** A message of a call of which the backup does not know. */
    void waitsInBroker() {
      pause("pause");
      ended(phoneOfPaused.call(KNOWN));
    }

    /**
     * @param told some of which the restored server knows, and some of which it does not
     */
    void isAsBefore(List<PhoneCall> told) {
      assertThat(written.status()).isEqualTo("WRITTEN");
      assertThat(rings.status()).isEqualTo("RINGING");
      assertThat(waits.status()).isEqualTo("QUEUED");
      assertThat(letter.status()).isEqualTo("DEAD");
      ended(rings);
      told.forEach(BackupGuideIT::ended);
      pause("resume");
      assertThat(server.support().retry(dead.letter(letter)).status()).isEqualTo(202);
      List<PhoneCall> all = List.of(written, rings, letter);
      all.forEach(BackupGuideIT::written);
      told.forEach(BackupGuideIT::written);
      List.of(waits, waitsForLead).forEach(BackupGuideIT::written);
      all.forEach(call -> assertThat(portal.statisticsOf(call.id)).hasSize(1));
      told.forEach(call -> assertThat(portal.statisticsOf(call.id)).hasSize(1));
      assertThat(paused.records.statistics()).hasSize(2);
      assertThat(paused.records.leads()).hasSize(1);
    }

    @Override
    public void close() {
      portal.close();
      paused.close();
    }
  }
}
