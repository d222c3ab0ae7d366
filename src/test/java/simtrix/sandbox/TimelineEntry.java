package simtrix.sandbox;

import java.util.Map;

/**
 * What stands on a CRM object's timeline.
 *
 * @param id of the activity or comment; a note has the id of the activity that it hangs on
 * @param text the activity's subject, or the text of the comment or note
 * @param fields the activity's fields; empty for comments and notes
 */
public record TimelineEntry(Kind kind, int id, String text, Map<String, Object> fields) {
  /** Kinds of entries. */
  public enum Kind {
    ACTIVITY,
    COMMENT,
    NOTE
  }
}
