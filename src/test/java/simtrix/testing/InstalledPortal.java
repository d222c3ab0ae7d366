package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.Sandbox;
import simtrix.sandbox.SandboxRecords;
import simtrix.sandbox.SandboxSettings;

/** A portal of a test's own that has installed the application, and what a test asks about it. */
public final class InstalledPortal implements AutoCloseable {

  public final Sandbox sandbox;
  public final SandboxRecords records;
  public final long id;
  public final int user;

  private final Support support;

  private InstalledPortal(Sandbox sandbox, long id, Support support) {
    this.sandbox = sandbox;
    this.records = sandbox.records();
    this.id = id;
    this.support = support;
    this.user = records.addUser("Jan", "Novák", "101");
  }

  /** Starts a portal and installs the application in it. */
  public static InstalledPortal on(TestServer server) {
    Sandbox sandbox =
        Sandbox.builder()
            .memberId(UUID.randomUUID().toString().replace("-", ""))
            .clientId(TestServer.CLIENT_ID)
            .clientSecret(TestServer.CLIENT_SECRET)
            .start();
    try {
      assertThat(sandbox.install(server.installAddress())).isEqualTo(200);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new InstalledPortal(
        sandbox, server.support().portal(sandbox.memberId()), server.support());
  }

  /** The same with phone numbers compared by their digits alone (REFERENCE 6.1). */
  public InstalledPortal comparingDigits() {
    sandbox.settings().phoneMatch(SandboxSettings.PhoneMatch.DIGITS);
    return this;
  }

  public Phone phone() {
    return support.pair(id, user);
  }

  /** The finished call with our id, as the portal's statistics have it. */
  public List<Map<String, Object>> statisticsOf(UUID call) {
    return records.statistics().stream()
        .filter(row -> call.toString().equals(row.get("EXTERNAL_CALL_ID")))
        .toList();
  }

  public Optional<Map<String, Object>> statisticOf(UUID call) {
    List<Map<String, Object>> rows = statisticsOf(call);
    assertThat(rows).as("a call stands in the portal once").hasSizeLessThanOrEqualTo(1);
    return rows.stream().findFirst();
  }

  public int contactWithDeal(String phone) {
    int company = records.addCompany("Muster GmbH");
    int contact =
        records.add(
            EntityType.CONTACT,
            Map.of(
                "NAME",
                "Eva",
                "LAST_NAME",
                "Kern",
                "COMPANY_ID",
                company,
                "ASSIGNED_BY_ID",
                user,
                "PHONE",
                SandboxRecords.phones(phone)));
    records.addDeal(
        "Angebot 2026-17",
        Map.of(
            "CONTACT_ID",
            contact,
            "STAGE_ID",
            "NEW",
            "OPPORTUNITY",
            "12500.00",
            "CURRENCY_ID",
            "EUR"));
    return contact;
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
