package simtrix.recording;

import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.edge.RefusedRequest;
import simtrix.portal.PortalRegistry;
import simtrix.portal.RecordingSwitch;
import simtrix.text.Sentence;

/** An administrator decides whether a portal's phones may hand in recordings. */
@Component("recordingDecision")
public class RecordingDecision {

  private final PortalRegistry portals;
  private final RecordingSwitch recordings;
  private final RecordingSweeps sweeps;

  RecordingDecision(PortalRegistry portals, RecordingSwitch recordings, RecordingSweeps sweeps) {
    this.portals = portals;
    this.recordings = recordings;
    this.sweeps = sweeps;
  }

  /**
   * Keeps the decision. When it is no, recordings that are not attached yet are deleted at once.
   *
   * @throws RefusedRequest 404
   */
  public void decide(
      @Header("id") long id,
      @Body RecordingsAllowed wanted,
      @ExchangeProperty("viewer") Viewer viewer) {
    if (portals.findById(id).isEmpty()) {
      throw RefusedRequest.notFound(Sentence.of("refusal.portal.none", id));
    }
    recordings.set(id, wanted.allowed(), viewer.name());
    if (!wanted.allowed()) {
      sweeps.endForbidden(id);
    }
  }
}
