package simtrix.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;

/**
 * What a person has typed into a form that was refused, and what is wrong with which field, for the
 * page that shows the form again. Templates know it as {@code form}; on a page that nobody was sent
 * back to it is empty.
 *
 * @param path where the form went
 * @param typed value by field, without what is secret
 * @param wrong sentence by field, in the language of the reader
 */
public record RefusedForm(String path, Map<String, String> typed, Map<String, String> wrong)
    implements Serializable {

  static final String NAME = "form";
  static final RefusedForm NONE = new RefusedForm("", Map.of(), Map.of());

  private static final Set<String> SECRET = Set.of("password", "_csrf");

  /** More than any field takes; the rest would only fill the session. */
  private static final int LONGEST = 4000;

  static RefusedForm of(HttpServletRequest request, RefusedRequest refused, Shown shown) {
    Map<String, String> typed = new TreeMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!SECRET.contains(name)) {
                typed.put(name, values[0].substring(0, Math.min(values[0].length(), LONGEST)));
              }
            });
    Map<String, String> wrong = new HashMap<>();
    for (FieldError error : refused.errors()) {
      wrong.merge(field(error), shown.said(error.sentence()), (one, other) -> one + " " + other);
    }
    return new RefusedForm(request.getRequestURI(), typed, wrong);
  }

  /** All that is to be said: about each field, in the order of the form, or about the whole. */
  static List<String> sentences(RefusedRequest refused, HttpServletRequest request, Shown shown) {
    List<String> fields = List.copyOf(request.getParameterMap().keySet());
    return refused.errors().isEmpty()
        ? List.of(shown.said(refused.sentence()))
        : refused.errors().stream()
            .sorted(Comparator.comparing(error -> fields.indexOf(field(error))))
            .map(error -> shown.said(error.sentence()))
            .toList();
  }

  private static String field(FieldError error) {
    return error.field().substring(error.field().lastIndexOf('.') + 1);
  }

  /** This one, if it is what the form of that path was sent with; for pages with many forms. */
  public RefusedForm at(String address) {
    return address.equals(path) ? this : NONE;
  }

  public boolean isEmpty() {
    return path.isEmpty();
  }

  /**
   * @param otherwise what stands in the field before anybody has typed
   */
  public String typed(String field, Object otherwise) {
    return typed.getOrDefault(field, String.valueOf(otherwise));
  }

  /** What is wrong with a field; empty when nothing is. */
  public String wrong(String field) {
    return wrong.getOrDefault(field, "");
  }
}
