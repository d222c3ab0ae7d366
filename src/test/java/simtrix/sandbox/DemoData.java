package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small German company's CRM. All numbers are from the ranges that the Bundesnetzagentur keeps
 * free for films.
 *
 * @param callers numbers worth calling from, each with what the panel should show
 */
public record DemoData(List<DemoCaller> callers) {

  /**
   * @param number as the network would present it, in E.164
   * @param note what stands in the CRM about it
   */
  public record DemoCaller(String name, String number, String note) {}

  static DemoData seed(SandboxRecords records) {
    int joerg = records.addUser("Jörg", "Müller", "101");
    int katrin = records.addUser("Katrin", "Schäfer", "102");
    int peter = records.addUser("Peter", "Weiß", "103");
    records.deactivateUser(peter);

    int metalworks = company(records, "Müller & Söhne Metallbau KG", "+493023125100", joerg);
    int bakery = company(records, "Bäckerei Grünwald GmbH", "+498999998200", katrin);
    int logistics = company(records, "Hansen Logistik GmbH", "+494066969300", joerg);

    int eva = contact(records, "Eva", "Kern", metalworks, joerg, "+491713920001");
    int juergen = contact(records, "Jürgen", "Grünwald", bakery, katrin, "+491713920002");
    int ayse = contact(records, "Ayşe", "Öztürk", 0, katrin, "+49 171 3920003");
    int soehnke = contact(records, "Söhnke", "Hansen", logistics, joerg, "0171 3920004");
    contact(records, "Maike", "Hansen", logistics, joerg, "+494066969300");

    deal(
        records,
        "Angebot Fräsmaschine 2026-17",
        eva,
        metalworks,
        joerg,
        "PREPAYMENT_INVOICE",
        12500);
    deal(records, "Ersatzteile Drehbank", eva, metalworks, joerg, "WON", 840);
    deal(records, "Backofenanlage Filiale Süd", juergen, bakery, katrin, "EXECUTING", 48900);
    deal(records, "Gabelstapler-Leasing", soehnke, logistics, joerg, "LOSE", 23000);
    Map<String, Object> upkeep = fields("Wartungsvertrag Röntgengerät", ayse, 0, katrin, 3600);
    upkeep.put("CATEGORY_ID", 1);
    upkeep.put("STAGE_ID", "C1:PREPARATION");
    records.add(EntityType.DEAL, upkeep);

    lead(records, "Website-Anfrage: Kühlanlage", "Björn", "Lüders", "+491713920005", "IN_PROCESS");
    lead(records, "Messekontakt Hannover", "Sophie", "Groß", "+491713920006", "NEW");

    return new DemoData(
        List.of(
            new DemoCaller("Eva Kern", "+491713920001", "Kontakt mit offenem Auftrag"),
            new DemoCaller("Jürgen Grünwald", "+491713920002", "Kontakt mit offenem Auftrag"),
            new DemoCaller("Ayşe Öztürk", "+491713920003", "Auftrag im zweiten Trichter"),
            new DemoCaller("Söhnke Hansen", "+491713920004", "Nur ein verlorener Auftrag"),
            new DemoCaller("Hansen Logistik", "+494066969300", "Kontakt und Unternehmen"),
            new DemoCaller("Müller & Söhne", "+493023125100", "Unternehmen mit offenem Auftrag"),
            new DemoCaller("Björn Lüders", "+491713920005", "Lead"),
            new DemoCaller("Unbekannt", "+491713920099", "Steht nicht im CRM")));
  }

  private static int company(SandboxRecords records, String title, String phone, int responsible) {
    return records.add(
        EntityType.COMPANY,
        Map.of(
            "TITLE", title,
            "PHONE", SandboxRecords.phones(phone),
            "ASSIGNED_BY_ID", responsible));
  }

  private static int contact(
      SandboxRecords records,
      String firstName,
      String lastName,
      int company,
      int responsible,
      String phone) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("NAME", firstName);
    fields.put("LAST_NAME", lastName);
    fields.put("PHONE", SandboxRecords.phones(phone));
    fields.put("ASSIGNED_BY_ID", responsible);
    if (company > 0) {
      fields.put("COMPANY_ID", company);
    }
    return records.add(EntityType.CONTACT, fields);
  }

  private static void deal(
      SandboxRecords records,
      String title,
      int contact,
      int company,
      int responsible,
      String stage,
      int amount) {
    Map<String, Object> fields = fields(title, contact, company, responsible, amount);
    fields.put("STAGE_ID", stage);
    records.add(EntityType.DEAL, fields);
  }

  private static Map<String, Object> fields(
      String title, int contact, int company, int responsible, int amount) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("TITLE", title);
    fields.put("CONTACT_ID", contact);
    fields.put("COMPANY_ID", company > 0 ? company : "");
    fields.put("ASSIGNED_BY_ID", responsible);
    fields.put("OPPORTUNITY", amount + ".00");
    fields.put("CURRENCY_ID", "EUR");
    return fields;
  }

  private static void lead(
      SandboxRecords records,
      String title,
      String firstName,
      String lastName,
      String phone,
      String status) {
    records.add(
        EntityType.LEAD,
        Map.of(
            "TITLE", title,
            "NAME", firstName,
            "LAST_NAME", lastName,
            "PHONE", SandboxRecords.phones(phone),
            "STATUS_ID", status,
            "SOURCE_ID", "WEB"));
  }
}
