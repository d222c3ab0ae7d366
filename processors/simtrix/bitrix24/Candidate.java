package simtrix.bitrix24;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import simtrix.bitrix24.Answers.Answer;
import simtrix.bitrix24.FoundCaller.OpenDeal;
import simtrix.bitrix24.FoundCaller.OpenLead;

/** A CRM record that the portal names for a number, with what belongs to it. */
record Candidate(
    EntityType type,
    long id,
    Answer entity,
    Optional<Answer> company,
    Optional<Answer> responsible,
    Optional<Answer> deal,
    Optional<Answer> lead) {

  private static final String LEAD_STAGES = "STATUS";
  private static final String DEAL_STAGES = "DEAL_STAGE";

  /**
   * Reads what {@link CandidateCommands#of} asked for; empty when the record itself may not be
   * read.
   */
  static Optional<Candidate> read(EntityType type, long id, String key, Answers answers) {
    Answer entity = answers.optional(key + CandidateCommands.RECORD);
    if (entity.id("ID") != id) {
      return Optional.empty();
    }
    boolean withDeals = type != EntityType.LEAD;
    Optional<Answer> company =
        type == EntityType.CONTACT && entity.id("COMPANY_ID") > 0
            ? Optional.of(answers.optional(key + CandidateCommands.COMPANY))
            : Optional.empty();
    Optional<Answer> deal =
        withDeals
            ? openDeal(type, id, answers.required(key + CandidateCommands.DEALS))
            : Optional.empty();
    Optional<Answer> lead =
        type == EntityType.CONTACT && deal.isEmpty()
            ? openLead(id, answers.optional(key + CandidateCommands.LEADS))
            : Optional.empty();
    Optional<Answer> responsible =
        answers.optional(key + CandidateCommands.RESPONSIBLE).rows().stream()
            .filter(user -> user.id("ID") == entity.id("ASSIGNED_BY_ID"))
            .findFirst();
    return Optional.of(new Candidate(type, id, entity, company, responsible, deal, lead));
  }

  boolean hasOpenDeal() {
    return deal.isPresent();
  }

  /** When it was changed last; ISO-8601 of one server, so that texts compare as times do. */
  String changed() {
    return entity.text("DATE_MODIFY");
  }

  /** Whether one of its own numbers is the number that was asked for. */
  boolean carries(Set<String> digitForms) {
    List<Answer> phones = new Answer(entity.node().path("PHONE")).rows();
    return phones.isEmpty()
        || phones.stream()
            .map(phone -> phone.text("VALUE").split("[#;,]", 2)[0].replaceAll("\\D", ""))
            .anyMatch(digitForms::contains);
  }

  /** The lists of stages that its card needs names from. */
  List<String> stageGroups() {
    Stream<String> deals = deal.stream().map(Candidate::dealStages);
    Stream<String> leads = Stream.concat(lead.stream(), self().stream()).map(any -> LEAD_STAGES);
    return Stream.concat(deals, leads).distinct().toList();
  }

  /**
   * @param stageName name of a stage by its list and its id
   */
  FoundCaller asCaller(BinaryOperator<String> stageName) {
    return new FoundCaller(
        type,
        id,
        name(),
        companyName(),
        companyId(),
        responsible.map(Candidate::personName).filter(name -> !name.isEmpty()),
        type.page(id),
        deal.map(
            found ->
                new OpenDeal(
                    found.id("ID"),
                    found.text("TITLE"),
                    stageName.apply(dealStages(found), found.text("STAGE_ID")),
                    found.text("OPPORTUNITY"),
                    found.text("CURRENCY_ID"),
                    "crm/deal/details/" + found.id("ID") + "/")),
        lead.or(this::self)
            .map(
                found ->
                    new OpenLead(
                        found.id("ID"),
                        found.text("TITLE"),
                        stageName.apply(LEAD_STAGES, found.text("STATUS_ID")),
                        EntityType.LEAD.page(found.id("ID")))));
  }

  private Optional<Answer> self() {
    return type == EntityType.LEAD ? Optional.of(entity) : Optional.empty();
  }

  private String name() {
    String person = type == EntityType.COMPANY ? "" : personName(entity);
    return person.isEmpty() ? entity.text("TITLE") : person;
  }

  private Optional<String> companyName() {
    Optional<String> title =
        switch (type) {
          case CONTACT -> company.map(found -> found.text("TITLE"));
          case COMPANY -> Optional.of(entity.text("TITLE"));
          case LEAD -> Optional.of(entity.text("COMPANY_TITLE"));
        };
    return title.filter(name -> !name.isEmpty());
  }

  private Optional<Long> companyId() {
    return switch (type) {
      case CONTACT -> Optional.of(entity.id("COMPANY_ID")).filter(company -> company > 0);
      case COMPANY -> Optional.of(id);
      case LEAD -> Optional.empty();
    };
  }

  private static Optional<Answer> openDeal(EntityType type, long id, Answer deals) {
    return deals.rows().stream()
        .filter(deal -> deal.id(type.name() + "_ID") == id && !"Y".equals(deal.text("CLOSED")))
        .findFirst();
  }

  private static Optional<Answer> openLead(long contact, Answer leads) {
    return leads.rows().stream()
        .filter(
            lead -> lead.id("CONTACT_ID") == contact && "P".equals(lead.text("STATUS_SEMANTIC_ID")))
        .findFirst();
  }

  /** Stages of the first funnel and of every other one are lists of their own (REFERENCE 6.5). */
  private static String dealStages(Answer deal) {
    return deal.id("CATEGORY_ID") == 0 ? DEAL_STAGES : DEAL_STAGES + "_" + deal.id("CATEGORY_ID");
  }

  private static String personName(Answer person) {
    return (person.text("NAME") + " " + person.text("LAST_NAME")).trim();
  }
}
