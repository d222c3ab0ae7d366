package simtrix.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * The outcomes of a chain, read tolerantly: ids are numbers or strings, empty maps are lists
 * (REFERENCE 1.2).
 */
record Answers(Map<String, Outcome> outcomes) {

  /** The result of a command without which nothing makes sense; throws its failure otherwise. */
  Answer required(String name) {
    Outcome outcome = outcome(name);
    if (outcome instanceof Outcome.Refused refused) {
      throw refused.failure();
    }
    return new Answer(((Outcome.Success) outcome).result());
  }

  /**
   * The result of a command that may be refused for good; a failure that passes is thrown all the
   * same.
   */
  Answer optional(String name) {
    if (outcome(name) instanceof Outcome.Refused refused) {
      if (refused.failure().category().isPassing()) {
        throw refused.failure();
      }
      return new Answer(MissingNode.getInstance());
    }
    return required(name);
  }

  Outcome outcome(String name) {
    Outcome outcome = outcomes.get(name);
    if (outcome == null) {
      return new Outcome.Refused(
          CrmFailure.of(
              Category.SERVER,
              "NO_ANSWER",
              "The portal's batch answer says nothing about the command \""
                  + name
                  + "\"; it is asked again."));
    }
    return outcome;
  }

  /** One {@code result}. */
  record Answer(JsonNode node) {

    /** Text of a field; empty when it is absent, null or not plain (a date may be {@code {}}). */
    String text(String field) {
      return node.path(field).asText("").trim();
    }

    /** A positive id of a field, or 0. */
    long id(String field) {
      return idOf(node.path(field));
    }

    List<Answer> rows() {
      List<Answer> rows = new ArrayList<>();
      node.forEach(row -> rows.add(new Answer(row)));
      return rows;
    }

    List<Long> ids(EntityType type) {
      List<Long> ids = new ArrayList<>();
      node.path(type.name()).forEach(id -> ids.add(idOf(id)));
      ids.removeIf(id -> id <= 0);
      return ids.stream().distinct().toList();
    }

    /** The answer itself as an id, as {@code crm.lead.add} gives it; 0 where it is none. */
    long asId() {
      return idOf(node);
    }

    private static long idOf(JsonNode node) {
      return Math.max(0, node.asLong(0));
    }
  }
}
