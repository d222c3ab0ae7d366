package simtrix.caller;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import simtrix.bitrix24.EntityType;
import simtrix.bitrix24.FoundCaller;

/**
 * What a cached card shows, so that those that a change concerns are found without looking at all.
 *
 * @param id of the record; 0: all cards of this kind
 */
record Subject(long portal, Kind kind, long id) {

  /** The records that a card shows, and the kinds of cards. */
  enum Kind {
    CONTACT,
    COMPANY,
    LEAD,
    DEAL,
    /** Cards that show nobody. */
    UNKNOWN,
    /** Cards whose caller is a contact, a company, a lead. */
    CALLING_CONTACT,
    CALLING_COMPANY,
    CALLING_LEAD
  }

  static Set<Subject> of(LookUp lookUp) {
    long portal = lookUp.portal();
    Optional<FoundCaller> caller = lookUp.found().caller();
    if (caller.isEmpty()) {
      return Set.of(all(portal, Kind.UNKNOWN));
    }
    FoundCaller shown = caller.get();
    Set<Subject> subjects = new HashSet<>();
    subjects.add(all(portal, calling(shown.type())));
    subjects.add(new Subject(portal, Kind.valueOf(shown.type().name()), shown.id()));
    shown.companyId().ifPresent(id -> subjects.add(new Subject(portal, Kind.COMPANY, id)));
    shown.deal().ifPresent(deal -> subjects.add(new Subject(portal, Kind.DEAL, deal.id())));
    shown.lead().ifPresent(lead -> subjects.add(new Subject(portal, Kind.LEAD, lead.id())));
    return subjects;
  }

  static Subject all(long portal, Kind kind) {
    return new Subject(portal, kind, 0);
  }

  private static Kind calling(EntityType type) {
    return switch (type) {
      case CONTACT -> Kind.CALLING_CONTACT;
      case COMPANY -> Kind.CALLING_COMPANY;
      case LEAD -> Kind.CALLING_LEAD;
    };
  }
}
