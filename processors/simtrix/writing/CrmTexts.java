package simtrix.writing;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallOutcome;
import simtrix.portal.PortalRegistry;

/** The texts that people read in the CRM, in the language of the portal. */
@Component
public class CrmTexts {

  private final MessageSource messages;
  private final PortalRegistry portals;

  CrmTexts(MessageSource messages, PortalRegistry portals) {
    this.messages = messages;
    this.portals = portals;
  }

  /** Title of the lead that a missed call makes. */
  String leadTitle(long portal, String number) {
    return text(portal, "lead.title", number);
  }

  /** Subject of a call that is written as a plain activity. */
  String subject(Call call) {
    CallOutcome outcome = call.outcome().orElse(CallOutcome.UNKNOWN);
    return text(call.portal(), "call." + outcome, call.e164().orElse(""));
  }

  /** Note on a call that was written as missed and had been answered. */
  String correction(Call call) {
    return text(call.portal(), "correction", call.talkSeconds() / 60, call.talkSeconds() % 60);
  }

  private String text(long portal, String key, Object... values) {
    return messages.getMessage(key, values, locale(portal));
  }

  private Locale locale(long portal) {
    return portals
        .findById(portal)
        .map(found -> Locale.forLanguageTag(found.language()))
        .orElse(Locale.ENGLISH);
  }
}
