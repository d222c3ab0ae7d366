package simtrix.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.Sandbox;
import simtrix.sandbox.SandboxRecords;
import simtrix.sandbox.TimelineEntry;

/** What an employee sees in the portal: whose number it is, timelines, the newest leads. */
@Component
@Profile(DemoApplication.PROFILE)
class CrmView {

  private static final int NEWEST_LEADS = 4;

  /** A number that stands in no record at the start; those after it are free as well. */
  static final String UNKNOWN = "+491713920099";

  /** Digits at the end that tell German numbers apart, however they are spelled. */
  private static final int SIGNIFICANT_DIGITS = 9;

  /**
   * A CRM object.
   *
   * @param deal title of its open deal
   */
  record Owner(
      EntityType type, int id, String name, Optional<String> company, Optional<String> deal) {}

  /**
   * An entry of a timeline, the newest first.
   *
   * @param code 200, 304 or 603, as Bitrix24 keeps the outcome of a call; of calls only
   * @param linked titles of deals that the activity is bound to as well
   */
  record Entry(
      TimelineEntry.Kind kind,
      int id,
      String text,
      Optional<String> at,
      Optional<String> code,
      int seconds,
      List<String> linked) {}

  /** A lead as the list of leads shows it. */
  record Lead(int id, String title, String phone, String at, boolean madeBySimtrix) {}

  private final SandboxRecords records;

  CrmView(Sandbox sandbox) {
    this.records = sandbox.records();
  }

  /** Whose number it is, contacts before companies before leads. */
  Optional<Owner> owner(String number) {
    String digits = significant(number);
    if (digits.isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(EntityType.CONTACT, EntityType.COMPANY, EntityType.LEAD)
        .flatMap(
            type ->
                records.all(type).stream()
                    .filter(
                        row ->
                            phones(row).stream().map(CrmView::significant).anyMatch(digits::equals))
                    .map(row -> owner(type, row)))
        .findFirst();
  }

  /** The first number from {@link #UNKNOWN} on that nobody has. */
  String unknownNumber() {
    return LongStream.iterate(Long.parseLong(UNKNOWN.substring(1)), number -> number + 1)
        .mapToObj(number -> "+" + number)
        .filter(number -> owner(number).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** The timeline of an object, the newest entry first. */
  List<Entry> timeline(Owner owner) {
    Map<String, Map<String, Object>> calls =
        records.statistics().stream()
            .filter(row -> row.get("CRM_ACTIVITY_ID") != null)
            .collect(
                Collectors.toMap(
                    row -> text(row, "CRM_ACTIVITY_ID"), Function.identity(), (one, same) -> one));
    Map<String, List<String>> deals = linkedDeals();
    List<Entry> entries =
        new ArrayList<>(
            records.timeline(owner.type(), owner.id()).stream()
                .map(entry -> entry(entry, calls, deals))
                .toList());
    entries.sort(Comparator.comparingInt(Entry::id).reversed());
    return entries;
  }

  List<Lead> newestLeads() {
    return records.leads().stream()
        .sorted(Comparator.comparingInt(CrmView::id).reversed())
        .limit(NEWEST_LEADS)
        .map(
            row ->
                new Lead(
                    id(row),
                    text(row, "TITLE"),
                    phones(row).stream().findFirst().orElse(""),
                    text(row, "DATE_CREATE"),
                    !text(row, "ORIGIN_ID").isEmpty()))
        .toList();
  }

  private Owner owner(EntityType type, Map<String, Object> row) {
    int id = id(row);
    String person = (text(row, "NAME") + " " + text(row, "LAST_NAME")).trim();
    String name = type == EntityType.COMPANY || person.isEmpty() ? text(row, "TITLE") : person;
    Optional<String> company =
        number(text(row, "COMPANY_ID"))
            .flatMap(companyId -> records.find(EntityType.COMPANY, companyId))
            .map(found -> text(found, "TITLE"));
    return new Owner(type, id, name, company, openDeal(type, id));
  }

  private Optional<String> openDeal(EntityType type, int id) {
    if (type == EntityType.LEAD) {
      return Optional.empty();
    }
    String field = type == EntityType.COMPANY ? "COMPANY_ID" : "CONTACT_ID";
    return records.all(EntityType.DEAL).stream()
        .filter(deal -> text(deal, field).equals(String.valueOf(id)))
        .filter(deal -> text(deal, "CLOSED").equals("N"))
        .map(deal -> text(deal, "TITLE"))
        .findFirst();
  }

  private static Entry entry(
      TimelineEntry entry,
      Map<String, Map<String, Object>> calls,
      Map<String, List<String>> deals) {
    if (entry.kind() != TimelineEntry.Kind.ACTIVITY) {
      return new Entry(
          entry.kind(), entry.id(), entry.text(), Optional.empty(), Optional.empty(), 0, List.of());
    }
    String id = String.valueOf(entry.id());
    Map<String, Object> call = calls.getOrDefault(id, Map.of());
    return new Entry(
        entry.kind(),
        entry.id(),
        entry.text(),
        Optional.of(text(entry.fields(), "START_TIME")),
        Optional.of(text(call, "CALL_FAILED_CODE")).filter(code -> !code.isEmpty()),
        number(text(call, "CALL_DURATION")).orElse(0),
        deals.getOrDefault(id, List.of()));
  }

  private Map<String, List<String>> linkedDeals() {
    return records.activities().stream()
        .collect(
            Collectors.toMap(
                row -> text(row, "ID"),
                row ->
                    maps(row.get("BINDINGS")).stream()
                        .filter(bound -> bound.get("type") == EntityType.DEAL)
                        .flatMap(bound -> number(text(bound, "id")).stream())
                        .flatMap(id -> records.find(EntityType.DEAL, id).stream())
                        .map(deal -> text(deal, "TITLE"))
                        .toList()));
  }

  private static List<String> phones(Map<String, Object> row) {
    return maps(row.get("PHONE")).stream().map(phone -> text(phone, "VALUE")).toList();
  }

  private static List<Map<?, ?>> maps(Object value) {
    List<Map<?, ?>> found = new ArrayList<>();
    if (value instanceof Collection<?> values) {
      for (Object each : values) {
        if (each instanceof Map<?, ?> map) {
          found.add(map);
        }
      }
    }
    return found;
  }

  private static int id(Map<String, Object> row) {
    return Integer.parseInt(text(row, "ID"));
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static String text(Map<?, ?> row, String field) {
    Object value = row.get(field);
    return value == null ? "" : value.toString();
  }

  private static String significant(String number) {
    String digits = number.replaceAll("\\D", "");
    return digits.length() < SIGNIFICANT_DIGITS
        ? ""
        : digits.substring(digits.length() - SIGNIFICANT_DIGITS);
  }
}
