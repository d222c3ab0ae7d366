package simtrix.support;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.client.PortalHealth;
import simtrix.edge.RefusedRequest;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;
import simtrix.portal.RecordingSwitch;
import simtrix.text.Sentence;

/** The portals as support sees them. */
@Component("portalDesk")
public class PortalDesk {

  /** Of more portals than this the list does not tell the tokens: each costs a question. */
  private static final int MOST_WITH_TOKENS = 50;

  /**
   * @param id what {@code POST /pairing-codes} wants as {@code portal}
   * @param host with the port where it is not the usual one
   * @param telephony REFUSED: calls are written as activities
   * @param circuit CLOSED, OPEN or HALF_OPEN on this node
   * @param tokensLeft requests that could go out at once; below zero after a debt
   * @param waitingCommands requests that wait for a token on this node
   * @param waitingCalls ended calls that are not in the CRM yet and will be tried
   * @param recordingsAllowed whether its phones may hand in recordings
   */
  public record Row(
      long id,
      String host,
      String memberId,
      Portal.Mode mode,
      String status,
      Portal.Telephony telephony,
      String circuit,
      Optional<Long> tokensLeft,
      int waitingCommands,
      long waitingCalls,
      boolean paused,
      Optional<String> pausedBy,
      Optional<Instant> pausedAt,
      boolean recordingsAllowed) {}

  private record Waiting(long portal, long calls) {}

  private final PortalRegistry portals;
  private final PortalHealth health;
  private final RecordingSwitch recordings;
  private final JdbcClient jdbc;

  PortalDesk(
      PortalRegistry portals, PortalHealth health, RecordingSwitch recordings, JdbcClient jdbc) {
    this.recordings = recordings;
    this.portals = portals;
    this.health = health;
    this.jdbc = jdbc;
  }

  /** All of them. */
  public List<Row> list() {
    List<Portal> all = portals.all();
    Map<Long, Long> waiting = waiting();
    boolean withTokens = all.size() <= MOST_WITH_TOKENS;
    Map<Long, Boolean> decided = recordings.decided();
    return all.stream()
        .map(
            portal ->
                row(
                    portal,
                    waiting,
                    withTokens,
                    decided.getOrDefault(portal.id(), recordings.otherwise())))
        .toList();
  }

  /**
   * @throws RefusedRequest 404
   */
  public Row one(@Header("id") long id) {
    return portals
        .findById(id)
        .map(portal -> row(portal, waiting(), true, recordings.allows(id)))
        .orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.portal.none", id)));
  }

  private Row row(Portal portal, Map<Long, Long> waiting, boolean withTokens, boolean allowed) {
    return new Row(
        portal.id(),
        portal.host(),
        portal.memberId(),
        portal.mode(),
        health.status(portal),
        portal.telephony(),
        health.circuit(portal.id()),
        withTokens ? Optional.of(health.tokensLeft(portal.id())) : Optional.empty(),
        health.waitingCommands(portal.id()),
        waiting.getOrDefault(portal.id(), 0L),
        portal.pausedAt().isPresent(),
        portal.pausedBy(),
        portal.pausedAt(),
        allowed);
  }

  private Map<Long, Long> waiting() {
    return jdbc
        .sql(
            "select portal_id portal, count(*) calls from call_journal"
                + " where status in ('QUEUED', 'RETRYING') group by portal_id")
        .query(Waiting.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Waiting::portal, Waiting::calls));
  }
}
