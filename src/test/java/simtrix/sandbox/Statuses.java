package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The portal's directories: lead statuses, deal stages of two funnels and sources (REFERENCE 6.5,
 * crm.status.list).
 */
final class Statuses {
  private final Table rows = new Table(1, "ENTITY_ID", "STATUS_ID");

  Statuses() {
    add("STATUS", "NEW", "Neu", "");
    add("STATUS", "IN_PROCESS", "In Bearbeitung", "");
    add("STATUS", "PROCESSED", "Bearbeitet", "");
    add("STATUS", "CONVERTED", "Konvertiert", "S");
    add("STATUS", "JUNK", "Ungeeignet", "F");
    add("DEAL_STAGE", "NEW", "Neu", "");
    add("DEAL_STAGE", "PREPARATION", "Angebot in Vorbereitung", "");
    add("DEAL_STAGE", "PREPAYMENT_INVOICE", "Angebot gesendet", "");
    add("DEAL_STAGE", "EXECUTING", "In Verhandlung", "");
    add("DEAL_STAGE", "WON", "Gewonnen", "S");
    add("DEAL_STAGE", "LOSE", "Verloren", "F");
    add("DEAL_STAGE_1", "C1:NEW", "Wartung angefragt", "");
    add("DEAL_STAGE_1", "C1:PREPARATION", "Wartungsvertrag in Prüfung", "");
    add("DEAL_STAGE_1", "C1:WON", "Vertrag geschlossen", "S");
    add("DEAL_STAGE_1", "C1:LOSE", "Abgesagt", "F");
    add("SOURCE", "CALL", "Anruf", "");
    add("SOURCE", "EMAIL", "E-Mail", "");
    add("SOURCE", "WEB", "Website", "");
    add("SOURCE", "ADVERTISING", "Werbung", "");
    add("SOURCE", "PARTNER", "Bestandskunde", "");
    add("SOURCE", "RECOMMENDATION", "Empfehlung", "");
    add("SOURCE", "TRADE_SHOW", "Messe", "");
    add("SOURCE", "WEBFORM", "CRM-Formular", "");
    add("SOURCE", "CALLBACK", "Rückruf", "");
    add("SOURCE", "RC_GENERATOR", "Verkaufsgenerator", "");
    add("SOURCE", "STORE", "Onlineshop", "");
    add("SOURCE", "OTHER", "Sonstiges", "");
  }

  Table rows() {
    return rows;
  }

  /** P while it is open, S when won, F when lost (REFERENCE 6.3). */
  String semantics(String directory, String statusId) {
    return rows.where("STATUS_ID", statusId).stream()
        .filter(row -> row.get("ENTITY_ID").equals(directory))
        .map(row -> Php.text(row.get("SEMANTICS")))
        .filter(semantics -> !semantics.isEmpty())
        .findFirst()
        .orElse("P");
  }

  static String stageDirectory(String category) {
    return category.isEmpty() || category.equals("0") ? "DEAL_STAGE" : "DEAL_STAGE_" + category;
  }

  private void add(String directory, String statusId, String name, String semantics) {
    int id = rows.nextId();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ID", String.valueOf(id));
    row.put("ENTITY_ID", directory);
    row.put("STATUS_ID", statusId);
    row.put("NAME", name);
    row.put("NAME_INIT", name);
    row.put("SORT", String.valueOf(id * 10));
    row.put("SYSTEM", "Y");
    row.put("CATEGORY_ID", directory.equals("DEAL_STAGE_1") ? "1" : null);
    row.put("COLOR", "#39A8EF");
    row.put("SEMANTICS", semantics.isEmpty() ? null : semantics);
    row.put("EXTRA", Map.of("SEMANTICS", semantics.isEmpty() ? "process" : semantics));
    rows.put(id, row);
  }
}
