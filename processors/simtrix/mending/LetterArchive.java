package simtrix.mending;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.access.AuditTrail;
import simtrix.access.Viewer;
import simtrix.deadletter.LetterDecisions;
import simtrix.deadletter.LetterSearch.Where;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;

/** Puts many letters aside at once, each as if it were archived alone. */
@Component("letterArchive")
public class LetterArchive {

  private static final Logger LOG = LoggerFactory.getLogger(LetterArchive.class);

  /** So many take some seconds, which is what a person waits for an answer. */
  private static final int MOST = 1000;

  /**
   * What became of them.
   *
   * @param archived how many were
   * @param left how many were chosen and are dead still: more than can be archived at once
   */
  public record Archived(int archived, long left) {}

  private final JdbcClient jdbc;
  private final ChosenLetters chosen;
  private final LetterDecisions decisions;

  LetterArchive(JdbcClient jdbc, ChosenLetters chosen, LetterDecisions decisions) {
    this.jdbc = jdbc;
    this.chosen = chosen;
    this.decisions = decisions;
  }

  /**
   * Archives the oldest thousand of them. Each is its own transaction; one that moves on meanwhile
   * is passed over.
   *
   * @throws RefusedRequest 400 without letters, or with both ways to name them
   */
  public Archived archive(
      @Body LetterChoice choice,
      @ExchangeProperty("viewer") Viewer viewer,
      @Header(RouteHeaders.HTTP_REQUEST) HttpServletRequest http) {
    Where where = chosen.dead(choice.ids(), choice.filter());
    List<Long> archived = new ArrayList<>();
    for (long id : oldest(where)) {
      try {
        decisions.archive(id, viewer);
        archived.add(id);
      } catch (RefusedRequest movedOn) {
        LOG.debug("Letter {} is passed over: {}", id, movedOn.getMessage());
      }
    }
    AuditTrail.about(http, archived.stream().map(String::valueOf).collect(Collectors.joining(",")));
    return new Archived(archived.size(), count(where));
  }

  private List<Long> oldest(Where where) {
    return jdbc.sql(
            "select id from dead_letter where " + where.condition() + " order by id limit " + MOST)
        .params(where.values())
        .query(Long.class)
        .list();
  }

  private long count(Where where) {
    return jdbc.sql("select count(*) from dead_letter where " + where.condition())
        .params(where.values())
        .query(Long.class)
        .single();
  }
}
