package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the portal says about itself, its directories and its settings (REFERENCE 6.3, 6.5, 6.6).
 */
final class PortalMethods {
  private final State state;

  PortalMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("", "server.time", (caller, params) -> Answer.of(state.time().now()));
    table.add("", "scope", (caller, params) -> Answer.of(List.copyOf(state.settings().scopes())));
    table.add("", "app.info", this::appInfo);
    table.add("", "feature.get", this::feature);
    table.add("crm", "crm.settings.mode.get", this::crmMode);
    table.add(
        "crm",
        "crm.status.list",
        (caller, params) -> CrmMethods.list(state.statuses().rows(), params));
  }

  private Answer appInfo(Caller caller, Params params) {
    if (!caller.application()) {
      throw new RestException(400, "ACCESS_DENIED", "Access denied! Application context required");
    }
    boolean enterprise = state.settings().plan().equals(SandboxSettings.Plan.ENTERPRISE);
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("ID", 3);
    info.put("CODE", caller.credential());
    info.put("VERSION", 1);
    info.put("STATUS", "L");
    info.put("INSTALLED", true);
    info.put("PAYMENT_EXPIRED", "N");
    info.put("DAYS", null);
    info.put("LANGUAGE_ID", "de");
    info.put("LICENSE", enterprise ? "de_ent250" : "de_basic");
    info.put("LICENSE_TYPE", enterprise ? "ent250" : "basic");
    info.put("LICENSE_FAMILY", enterprise ? "ent" : "basic");
    return Answer.of(info);
  }

  private Answer feature(Caller caller, Params params) {
    boolean known =
        List.of("rest_offline_extended", "rest_auth_connector").contains(params.text("CODE"));
    boolean offered = known && state.settings().offlineEvents();
    return Answer.of(Map.of("value", offered ? "Y" : "N"));
  }

  private Answer crmMode(Caller caller, Params params) {
    return Answer.of(state.settings().crmMode() == SandboxSettings.CrmMode.CLASSIC ? 1 : 2);
  }
}
