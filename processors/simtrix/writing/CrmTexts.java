package simtrix.writing;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallOutcome;
import simtrix.portal.PortalRegistry;

/** The texts that people read in the CRM, in the language of the portal. */
@Component
public class CrmTexts {

  private static final DateTimeFormatter RANG = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final MessageSource messages;
  private final PortalRegistry portals;

  CrmTexts(MessageSource messages, PortalRegistry portals) {
    this.messages = messages;
    this.portals = portals;
  }

  /** Title of the lead that a call makes. */
  String leadTitle(Call call, String number) {
    return text(call.portal(), "lead.title." + outcome(call), number);
  }

  /** Title of the task to call back. */
  String taskTitle(Call call) {
    return call.e164()
        .map(number -> text(call.portal(), "task.title", number))
        .orElseGet(() -> text(call.portal(), "task.title.anonymous"));
  }

  /** What the task is about; our id of the call is in it, for those who look for it. */
  String taskDescription(Call call) {
    return text(
        call.portal(), "task.description", subject(call), RANG.format(call.rang()), call.id());
  }

  /** What somebody is told of a call. */
  String notification(Call call) {
    return subject(call);
  }

  /** The words of the link to the caller's record. */
  String openRecord(Call call) {
    return text(call.portal(), "record.open");
  }

  /** A text of an operator, with the caller's number in it. */
  static String filled(String text, String number) {
    return text.replace("{number}", number);
  }

  /** What kind of call it was, and from whom. */
  String subject(Call call) {
    return call.e164()
        .map(number -> text(call.portal(), "call." + outcome(call), number))
        .orElseGet(() -> text(call.portal(), "call.anonymous." + outcome(call)));
  }

  /** Note on a call that was written as missed and had been answered. */
  String correction(Call call) {
    return text(call.portal(), "correction", call.talkSeconds() / 60, call.talkSeconds() % 60);
  }

  private static CallOutcome outcome(Call call) {
    return call.outcome().orElse(CallOutcome.UNKNOWN);
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
