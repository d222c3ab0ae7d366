package simtrix.bitrix24;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Answers.Answer;
import simtrix.bitrix24.CrmChange.Kind;

/**
 * Reads what events do not say: which numbers a changed record has, and whose a changed deal or
 * lead is (REFERENCE 7.2: only ids come). Nobody waits for the answers, so they ride along with the
 * portal's writes.
 */
@Component
public class ChangedRecords {

  /** Records that fit into one request, with two questions about each. */
  public static final int MOST = 25;

  private static final String RECORD = "record";
  private static final String CONTACTS = "contacts";

  /** A record of a kind. */
  public record CrmRecord(Kind kind, long id) {}

  private final PortalClient client;

  ChangedRecords(PortalClient client) {
    this.client = client;
  }

  /**
   * The telephone numbers of contacts, companies and leads as people typed them; a record that is
   * gone has none.
   *
   * @param records at most {@value #MOST}
   * @return fails with a {@link simtrix.failure.CrmFailure}
   */
  public CompletableFuture<Set<String>> numbers(long portal, List<CrmRecord> records) {
    return client
        .send(portal, Urgency.WRITE, records.stream().map(ChangedRecords::get).toList())
        .thenApply(
            outcomes -> {
              Answers answers = new Answers(outcomes);
              Set<String> numbers = new LinkedHashSet<>();
              for (CrmRecord one : records) {
                new Answer(answers.optional(name(RECORD, one)).node().path("PHONE"))
                    .rows()
                    .forEach(phone -> numbers.add(phone.text("VALUE")));
              }
              numbers.remove("");
              return numbers;
            });
  }

  /**
   * The contacts and companies to whom deals and leads belong; of a deal also its other contacts
   * (REFERENCE 6.3: the deal itself names the first one alone).
   *
   * @param records at most {@value #MOST}
   * @return fails with a {@link simtrix.failure.CrmFailure}
   */
  public CompletableFuture<Set<CrmRecord>> owners(long portal, List<CrmRecord> records) {
    List<Command> commands = new ArrayList<>();
    for (CrmRecord one : records) {
      commands.add(get(one));
      if (one.kind() == Kind.DEAL) {
        commands.add(
            new Command(name(CONTACTS, one), "crm.deal.contact.items.get", Map.of("id", one.id())));
      }
    }
    return client
        .send(portal, Urgency.WRITE, commands)
        .thenApply(
            outcomes -> {
              Answers answers = new Answers(outcomes);
              Set<CrmRecord> owners = new LinkedHashSet<>();
              records.forEach(one -> addOwners(owners, answers, one));
              return owners;
            });
  }

  private static void addOwners(Set<CrmRecord> owners, Answers answers, CrmRecord one) {
    Answer itself = answers.optional(name(RECORD, one));
    owners.add(new CrmRecord(Kind.CONTACT, itself.id("CONTACT_ID")));
    owners.add(new CrmRecord(Kind.COMPANY, itself.id("COMPANY_ID")));
    if (one.kind() == Kind.DEAL) {
      answers
          .optional(name(CONTACTS, one))
          .rows()
          .forEach(row -> owners.add(new CrmRecord(Kind.CONTACT, row.id("CONTACT_ID"))));
    }
    owners.removeIf(owner -> owner.id() == 0);
  }

  private static Command get(CrmRecord one) {
    return new Command(
        name(RECORD, one),
        "crm." + one.kind().name().toLowerCase(Locale.ROOT) + ".get",
        Map.of("id", one.id()));
  }

  private static String name(String prefix, CrmRecord one) {
    return prefix + one.kind() + one.id();
  }
}
