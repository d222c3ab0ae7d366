package simtrix.writing;

import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallOutcome;
import simtrix.settings.SimtrixSettings;

/** Which calls of unknown numbers become leads (DESIGN 6, defaults). */
@Component("leadRule")
public class LeadRule {

  private final SimtrixSettings settings;

  LeadRule(SimtrixSettings settings) {
    this.settings = settings;
  }

  /** Whether a missed call of somebody nobody knows shall not be lost. */
  public boolean asksForLead(@ExchangeProperty("call") Call call) {
    return settings.autoLead() && call.outcome().filter(CallOutcome.MISSED::equals).isPresent();
  }
}
