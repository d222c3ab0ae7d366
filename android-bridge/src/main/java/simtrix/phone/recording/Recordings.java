package simtrix.phone.recording;

import android.content.ContentResolver;
import android.net.Uri;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import simtrix.phone.account.StoredAccount;
import simtrix.phone.call.Call;
import simtrix.phone.call.Outcome;
import simtrix.phone.call.Verdict;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.outbox.Attachments;
import simtrix.phone.server.Answer;
import simtrix.phone.server.BridgeClient;
import simtrix.phone.server.Credentials;
import simtrix.phone.server.Upload;

/** Looks for the recordings of answered calls, where company and user both want it. */
public final class Recordings implements Attachments {

  /** What has not appeared by then was not recorded. */
  static final Duration GIVE_UP = Duration.ofHours(24);

  private static final Duration SOON = Duration.ofMinutes(10);

  private final RecordingTable table;
  private final RecordingFolder folder;
  private final StoredAccount account;
  private final BridgeClient client;
  private final ContentResolver resolver;
  private final PhoneClock clock;

  public Recordings(
      PhoneDatabase database,
      RecordingFolder folder,
      StoredAccount account,
      BridgeClient client,
      ContentResolver resolver,
      PhoneClock clock) {
    this.table = new RecordingTable(database);
    this.folder = folder;
    this.account = account;
    this.client = client;
    this.resolver = resolver;
    this.clock = clock;
  }

  @Override
  public boolean follows(Call call) {
    return call.verdict().map(Verdict::outcome).filter(Outcome.ANSWERED::equals).isPresent()
        && account.sendsRecordings()
        && folder.chosen().isPresent();
  }

  @Override
  public void expect(String company, Call call) {
    Verdict verdict = call.verdict().orElseThrow();
    table.keep(
        company,
        new Expected(
            call.id(),
            call.number(),
            verdict.answeredAt().orElse(call.rangAt()),
            verdict.endedAt(),
            Optional.empty(),
            Optional.empty()));
  }

  @Override
  public Optional<Attachment> next(String company) {
    if (!account.sendsRecordings()) {
      return Optional.empty();
    }
    List<Expected> ready = table.ready(company);
    if (ready.stream().anyMatch(expected -> expected.uri().isEmpty())) {
      search(ready);
      ready = table.ready(company);
    }
    return ready.stream()
        .filter(expected -> expected.uri().isPresent())
        .findFirst()
        .map(Sendable::new);
  }

  @Override
  public int count() {
    return account.sendsRecordings() ? table.found() : 0;
  }

  /** Often at first, while the recorder still writes; then now and then. */
  @Override
  public Optional<Duration> lookAgain() {
    return table
        .youngestMissing()
        .filter(ended -> account.sendsRecordings())
        .map(ended -> Duration.between(ended, clock.now()).abs())
        .map(age -> age.compareTo(SOON) < 0 ? Duration.ofSeconds(20) : Duration.ofMinutes(30));
  }

  private void search(List<Expected> ready) {
    Instant first =
        ready.stream().map(Expected::answeredAt).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    List<RecordingFile> files = folder.files(first);
    Instant now = clock.now();
    for (Expected expected : ready) {
      if (expected.uri().isEmpty()) {
        Optional<RecordingFile> file = RecordingMatch.of(expected, files, table.takenFiles(), now);
        if (file.isPresent()) {
          table.found(expected.call(), file.get());
        } else if (expected.endedAt().isBefore(now.minus(GIVE_UP))) {
          table.delete(expected.call());
        }
      }
    }
  }

  /** A recording that was found. */
  private final class Sendable implements Attachment {

    private final Expected recording;

    Sendable(Expected recording) {
      this.recording = recording;
    }

    @Override
    public UUID call() {
      return recording.call();
    }

    @Override
    public Optional<String> number() {
      return recording.number();
    }

    @Override
    public Instant callAt() {
      return recording.answeredAt();
    }

    @Override
    public Answer<Boolean> send(Credentials to) {
      Uri uri = Uri.parse(recording.uri().orElseThrow());
      return client.recording(to, recording.call(), new File(uri, recording.type().orElseThrow()));
    }

    @Override
    public void taken() {
      table.delete(recording.call());
    }

    @Override
    public void refused() {
      table.delete(recording.call());
    }

    @Override
    public void failed() {
      table.failed(recording.call());
    }
  }

  /** A document of the chosen folder. */
  private final class File implements Upload {

    private final Uri uri;
    private final String type;

    File(Uri uri, String type) {
      this.uri = uri;
      this.type = type;
    }

    @Override
    public String type() {
      return type;
    }

    /** Not told: some providers say a wrong one, and the upload would break at its end. */
    @Override
    public long length() {
      return -1;
    }

    @Override
    public InputStream open() throws IOException {
      InputStream in = resolver.openInputStream(uri);
      if (in == null) {
        throw new FileNotFoundException("the recording is gone");
      }
      return in;
    }
  }
}
