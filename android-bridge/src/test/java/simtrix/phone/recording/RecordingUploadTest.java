package simtrix.phone.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;
import static simtrix.phone.testing.Calls.JAN;

import android.database.sqlite.SQLiteException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.json.JSONException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Call;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.outbox.Refusal;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeFolder;
import simtrix.phone.testing.FakeServer;

/** From the recorder's folder to the server, after the call's event. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class RecordingUploadTest {

  private static final byte[] VOICE = new byte[300_000];

  static {
    new Random(7).nextBytes(VOICE);
  }

  @Rule public final Bench bench = Bench.unpaired();
  private FakeFolder folder;

  @Before
  public void aPhoneThatSendsRecordings() {
    folder = FakeFolder.install();
    bench.server.allowRecording();
    bench.pair();
    bench.account.wantRecording(true);
    new RecordingFolder(bench.app).choose(FakeFolder.tree());
  }

  @Test
  public void theFileOfTheCallFollowsItsEvent() throws Exception {
    Call call = talk();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    folder.add("Call_015799999999_2.m4a", ended(call).minusSeconds(600), new byte[] {1});

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(puts())
        .extracting(RecordedRequest::getPath)
        .containsExactly(
            "/bridge/v1/calls/" + call.id(), "/bridge/v1/calls/" + call.id() + "/recording");
    assertThat(event(call)).isEqualTo("EXPECTED");
    assertThat(uploads().get(0).getHeader("Content-Type")).isEqualTo("audio/mp4");
    assertThat(uploads().get(0).getBody().readByteArray()).isEqualTo(VOICE);
    assertThat(bench.outbox.state().waiting()).isZero();
  }

  @Test
  public void aFileThatComesLateIsLookedForAgain() {
    Call call = talk();
    assertThat(bench.outbox.send()).contains(Duration.ofSeconds(20));
    assertThat(uploads()).isEmpty();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(90), VOICE);
    bench.clock.pass(Duration.ofSeconds(100));
    bench.kill();

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(uploads()).hasSize(1);
  }

  @Test
  public void nothingIsUploadedBeforeTheEventIsAccepted() {
    Call call = talk();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    bench.server.next(FakeServer.problem(503, "later"));

    Duration wait = bench.outbox.send().orElseThrow();
    assertThat(uploads()).isEmpty();
    bench.clock.pass(wait);
    bench.outbox.send();

    assertThat(uploads()).hasSize(1);
  }

  @Test
  public void anUploadThatBreaksIsSentAgainFromItsBeginning() throws Exception {
    Call call = talk();
    bench.outbox.send();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    bench.server.down(true);
    Duration first = bench.outbox.send().orElseThrow();
    assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.NO_ANSWER);
    assertThat(bench.outbox.state().waiting()).isEqualTo(1);
    bench.clock.pass(first);
    bench.kill();
    bench.server.down(false);
    bench.server.next(FakeServer.problem(503, "the disk is full"));
    Duration second = bench.outbox.send().orElseThrow();
    bench.clock.pass(second);

    assertThat(bench.outbox.send()).isEmpty();

    RecordedRequest last = uploads().get(uploads().size() - 1);
    assertThat(last.getBody().readByteArray()).isEqualTo(VOICE);
    assertThat(bench.outbox.state().waiting()).isZero();
  }

  @Test
  public void anUploadThatMeetsABrokenProxyHoldsUpNoCall() {
    Call first = talk();
    bench.outbox.send();
    folder.add("Call_015112345678_1.m4a", ended(first).plusSeconds(2), VOICE);
    bench.server.next(FakeServer.html(502));
    assertThat(bench.outbox.send()).isPresent();
    Call second = bench.keep(bench.missed(EVA));

    Duration wait = bench.outbox.send().orElseThrow();

    assertThat(bench.server.calls()).containsKey(second.id().toString());
    assertThat(uploads()).as("it is not tried sooner than it should be").hasSize(1);
    bench.clock.pass(wait);
    assertThat(bench.outbox.send()).isEmpty();
    assertThat(uploads()).hasSize(2);
  }

  /** The same again every half hour would only cost the user's money. */
  @Test
  public void aFileThatIsTooLargeForAProxyIsShownAndNotSentAgain() {
    Call call = talk();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    bench.server.next(taken(call), FakeServer.html(413));

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(bench.outbox.state().waiting()).isZero();
    assertThat(bench.outbox.refusals()).extracting(Refusal::status).containsExactly(413);
  }

  @Test
  public void twoCallsGetEachItsOwnFile() throws Exception {
    Call one = talk();
    Call two = bench.keep(bench.answered(JAN));
    bench.clock.pass(Duration.ofMinutes(2));
    folder.add("a.m4a", ended(one).plusSeconds(1), new byte[] {1});
    folder.add("Call +420777123456.m4a", ended(two).plusSeconds(3), new byte[] {2});

    bench.outbox.send();

    assertThat(uploads()).hasSize(2);
    assertThat(upload(one)).isEqualTo(new byte[] {1});
    assertThat(upload(two)).isEqualTo(new byte[] {2});
  }

  @Test
  public void withoutTheUsersWordNothingIsEvenLookedFor() throws Exception {
    bench.account.wantRecording(false);
    Call call = talk();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(event(call)).isEqualTo("NONE");
    assertThat(uploads()).isEmpty();
  }

  @Test
  public void aPhoneThatWasJustPairedSendsNoRecordings() throws Exception {
    bench.notes.forget("recording-wanted");
    Call call = talk();
    bench.outbox.send();

    assertThat(event(call)).isEqualTo("NONE");
  }

  @Test
  public void whatTheCompanyForbidsLaterIsNotSentAndDoesNotWait() {
    Call call = talk();
    bench.server.next(FakeServer.problem(503, "later"));
    Duration wait = bench.outbox.send().orElseThrow();
    bench.clock.pass(wait);
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    bench.server.allowRecording(false);
    bench.account.refreshSettings();

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(uploads()).isEmpty();
    assertThat(bench.outbox.state().waiting()).isZero();
  }

  @Test
  public void aRecordingThatWaitsWhenItIsForbiddenIsNotCountedAnyMore() {
    Call call = talk();
    bench.outbox.send();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    bench.server.next(FakeServer.problem(503, "later"));
    bench.outbox.send();
    assertThat(bench.outbox.state().waiting()).isEqualTo(1);

    bench.account.wantRecording(false);

    assertThat(bench.outbox.state().waiting()).isZero();
  }

  /** Recorders keep everything, and no provider says in which order it lists. */
  @Test
  public void aFolderOfYearsIsNoHindrance() {
    Instant before = bench.clock.now().minus(Duration.ofDays(400));
    for (int i = 0; i < 5000; i++) {
      folder.add("Call_%d.m4a".formatted(i), before.plusSeconds(i), new byte[] {1});
    }
    Call call = talk();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(uploads()).hasSize(1);
  }

  @Test
  public void aFileThatIsDeletedBeforeItIsSentIsToldAndHoldsUpNothing() {
    Call call = talk();
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    bench.server.next(taken(call), FakeServer.problem(503, "later"));
    Duration wait = bench.outbox.send().orElseThrow();
    folder.delete("Call_015112345678_1.m4a");
    bench.clock.pass(wait);

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(bench.outbox.state().waiting()).isZero();
    assertThat(bench.outbox.refusals()).extracting(Refusal::call).containsExactly(call.id());
  }

  @Test
  public void aFolderThatCannotBeReadNowHoldsUpNothing() {
    folder.breaksWith(new SQLiteException("no such column: last_modified"));
    Call call = talk();

    assertThat(bench.outbox.send()).contains(Duration.ofSeconds(20));

    assertThat(bench.server.calls()).containsKey(call.id().toString());
    folder.breaksWith(null);
    folder.addNameless(ended(call));
    folder.add("Call_015112345678_1.m4a", ended(call).plusSeconds(2), VOICE);
    assertThat(bench.outbox.send()).isEmpty();
    assertThat(uploads()).hasSize(1);
  }

  @Test
  public void whatWasNotRecordedIsGivenUpAfterADay() {
    talk();
    assertThat(bench.outbox.send()).isPresent();
    bench.clock.pass(Duration.ofHours(25));

    bench.outbox.send();

    assertThat(bench.outbox.send()).isEmpty();
  }

  /** A call of a minute that has just ended. */
  private Call talk() {
    Call call = bench.keep(bench.answered(EVA));
    bench.clock.pass(Duration.ofSeconds(75));
    return call;
  }

  private static Instant ended(Call call) {
    return call.verdict().orElseThrow().endedAt();
  }

  private String event(Call call) throws JSONException {
    return bench.server.calls().get(call.id().toString()).getString("recording");
  }

  private List<RecordedRequest> puts() {
    return bench.server.requests().stream().filter(r -> r.getMethod().equals("PUT")).toList();
  }

  private List<RecordedRequest> uploads() {
    return puts().stream().filter(r -> r.getPath().endsWith("/recording")).toList();
  }

  private byte[] upload(Call call) {
    return uploads().stream()
        .filter(r -> r.getPath().contains(call.id().toString()))
        .findFirst()
        .orElseThrow()
        .getBody()
        .readByteArray();
  }

  private static MockResponse taken(Call call) {
    return FakeServer.json(
        202, "{\"callId\": \"%s\", \"status\": \"QUEUED\"}".formatted(call.id()));
  }
}
