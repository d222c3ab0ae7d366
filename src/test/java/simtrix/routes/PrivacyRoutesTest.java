package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.privacy.Kept.Deletion;
import simtrix.privacy.Kept.Report;
import simtrix.privacy.PersonNumber;
import simtrix.privacy.PrivacyDesk;
import simtrix.privacy.Retention;
import simtrix.privacy.SoughtNumber;
import simtrix.privacy.SoughtNumbers;

@DisplayName("routes/privacy.camel.yaml")
class PrivacyRoutesTest extends RouteTest {

  private static final SoughtNumber SOUGHT =
      new SoughtNumber("0151 1", Optional.of(Samples.NUMBER));

  private Retention retention;
  private PrivacyDesk desk;
  private SoughtNumbers numbers;
  private int left;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "privacy");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    retention = standIn("retention", Retention.class);
    desk = standIn("privacyDesk", PrivacyDesk.class);
    numbers = standIn("soughtNumbers", SoughtNumbers.class);
  }

  @Test
  @DisplayName(
      "As long as there are old calls some more are forgotten, on the node whose turn it is")
  void sweep() throws Exception {
    left = 3;
    doAnswer(sets(Map.of("more", true, "steps", 0))).when(retention).begin(any());
    doAnswer(
            step -> {
              step.<Exchange>getArgument(0).setProperty("more", --left > 0);
              return null;
            })
        .when(retention)
        .step(any(), anyInt());
    timers.comesIn("forget-old-calls", null, Map.of());
    verify(retention, times(3)).step(any(), anyInt());
    verify(retention).rest();
  }

  @Test
  @DisplayName("Another node is at it: nothing is done here")
  void notOurTurn() throws Exception {
    doAnswer(sets(Map.of("more", false, "steps", 0))).when(retention).begin(any());
    timers.comesIn("forget-old-calls", null, Map.of());
    verify(retention, never()).step(any(), anyInt());
    verify(retention, never()).rest();
  }

  @Test
  @DisplayName("Calls that were to be forgotten once they are done are looked for time and again")
  void marked() throws Exception {
    timers.comesIn("forget-marked-calls", null, Map.of());
    verify(retention).marked();
  }

  @Test
  @DisplayName("A report and a deletion are about the number that was read, and answered with 200")
  void asked() throws Exception {
    when(numbers.of(any(), any())).thenReturn(SOUGHT);
    when(desk.report(SOUGHT)).thenReturn(new Report("+49", 3, 0, 0, 0, 0, 0, 0, 0));
    when(desk.forget(SOUGHT)).thenReturn(new Deletion("+49", 3, 0, 0, 0, 0, List.of()));
    Exchange report = send("reportNumber", "{\"number\": \"0151 1\"}", Map.of());
    assertAnswer(report, 200);
    assertThat(body(report).path("calls").asInt()).isEqualTo(3);
    Exchange deletion = send("forgetNumber", "{\"number\": \"0151 1\"}", Map.of());
    assertAnswer(deletion, 200);
    assertThat(body(deletion).path("forgotten").asInt()).isEqualTo(3);
    verify(numbers, times(2)).of(new PersonNumber("0151 1"), null);
  }

  @Test
  @DisplayName("What is no number is refused before anything is looked for")
  void refused() throws Exception {
    when(numbers.of(any(), any()))
        .thenThrow(RefusedRequest.invalid(new FieldError("number", "must be one")));
    assertProblem(send("exportNumber", "{\"number\": \"x\"}", Map.of()), 400);
    verifyNoInteractions(desk);
  }
}
