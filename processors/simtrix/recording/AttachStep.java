package simtrix.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import simtrix.bitrix24.RecordingWriter;
import simtrix.bitrix24.RecordingWriter.AudioFile;
import simtrix.call.AttemptLog;
import simtrix.call.Call;
import simtrix.call.WriteKind;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.recording.Mp3Converter.BrokenAudio;

/** Attaches one recording: turned into MP3 where the portal would not take it as it is. */
@Component("attachStep")
public class AttachStep {

  private static final Logger LOG = LoggerFactory.getLogger(AttachStep.class);

  /** An activity takes files only inside a request, and a request is made in memory. */
  private static final DataSize LARGEST_IN_ACTIVITY = DataSize.ofMegabytes(20);

  private static final int SHORT_ID = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Ffmpeg ffmpeg;
  private final Mp3Converter converter;
  private final RecordingWriter writer;
  private final RecordingJournal journal;
  private final RecordingDelivery delivery;
  private final RecordingFiles files;
  private final AttemptLog attempts;
  private final Clock clock;

  AttachStep(
      Ffmpeg ffmpeg,
      Mp3Converter converter,
      RecordingWriter writer,
      RecordingJournal journal,
      RecordingDelivery delivery,
      RecordingFiles files,
      AttemptLog attempts,
      Clock clock) {
    this.ffmpeg = ffmpeg;
    this.converter = converter;
    this.writer = writer;
    this.journal = journal;
    this.delivery = delivery;
    this.files = files;
    this.attempts = attempts;
    this.clock = clock;
  }

  /**
   * Makes the file one that the portal takes. Sets the property {@code ready}; where it is false
   * the recording is not possible, or another upload has taken its place.
   *
   * @throws CrmFailure when that may work another time
   */
  public void prepare(
      Exchange exchange,
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("recording") Recording recording) {
    Optional<Recording> ready = Optional.of(recording);
    boolean intoActivity = call.progress().crmCallId().isEmpty();
    if (needsConversion(recording, intoActivity)) {
      ready = converted(recording);
    }
    if (intoActivity && ready.filter(AttachStep::isTooLarge).isPresent()) {
      journal.impossible(recording.callId(), Reason.TOO_LARGE);
      ready = Optional.empty();
    }
    ready.ifPresent(now -> exchange.setProperty("recording", now));
    exchange.setProperty("ready", ready.isPresent());
  }

  /**
   * Gives it to the portal; what an earlier attempt may have left there is replaced or found.
   *
   * @throws CrmFailure when the portal refuses or does not answer
   */
  public void attach(
      @ExchangeProperty("call") Call call, @ExchangeProperty("recording") Recording recording) {
    AudioFile file = file(call, recording);
    Optional<Long> kept;
    if (call.progress().crmCallId().isPresent()) {
      delivery.leaves(call.id(), Optional.empty());
      kept = writer.attachToCall(call.portal(), call.progress().crmCallId().get(), file);
    } else {
      kept =
          writer.attachToActivity(
              call.portal(),
              call.progress().activityId().filter(id -> id > 0).orElseThrow(AttachStep::noPlace),
              file,
              recording.leftAt().isPresent() ? recording.filesBefore() : Optional.empty(),
              before -> delivery.leaves(call.id(), Optional.of(before)));
    }
    attempts.succeeded(WriteKind.RECORDING, call.id());
    journal.attached(recording, kept);
    LOG.info("The recording of call {} is attached", call.id());
  }

  /** A WAV that is too large for an activity may fit as MP3. */
  private static boolean needsConversion(Recording recording, boolean intoActivity) {
    AudioFormat format = recording.format().orElseThrow();
    return !format.isTaken()
        || (intoActivity && format == AudioFormat.WAV && isTooLarge(recording));
  }

  private static boolean isTooLarge(Recording recording) {
    return recording.bytes() > LARGEST_IN_ACTIVITY.toBytes();
  }

  private Optional<Recording> converted(Recording recording) {
    Optional<Path> program = ffmpeg.program();
    if (program.isEmpty()) {
      journal.impossible(recording.callId(), Reason.NO_CONVERTER);
      return Optional.empty();
    }
    try {
      AudioFormat format = recording.format().orElseThrow();
      Path mp3 = converter.convert(program.get(), path(recording), format);
      long bytes = mp3.toFile().length();
      return journal.converted(
          recording, files.keep(mp3, recording.callId(), AudioFormat.MP3), bytes);
    } catch (BrokenAudio broken) {
      LOG.info(
          "The recording of call {} cannot be turned into MP3: {}",
          recording.callId(),
          broken.getMessage());
      journal.impossible(recording.callId(), Reason.BROKEN_AUDIO);
      return Optional.empty();
    } catch (IOException full) {
      throw CrmFailure.of(
          Category.SERVER,
          "NO_ROOM",
          "The disk has no room for the recording as MP3; it is tried again.",
          full);
    }
  }

  private Path path(Recording recording) {
    Path file = files.path(recording.file().orElseThrow());
    if (!file.toFile().canRead()) {
      throw CrmFailure.of(
          Category.BUG,
          "FILE_GONE",
          "The file of the recording cannot be read; look whether all servers share the folder of recordings.");
    }
    return file;
  }

  /** A name of each attempt's own, because the portal may stumble over one that it knows. */
  private AudioFile file(Call call, Recording recording) {
    String prefix =
        "call-%s-%s-"
            .formatted(TIME.format(call.ringingAt()), call.id().toString().substring(0, SHORT_ID));
    String unique = Long.toString(clock.millis(), Character.MAX_RADIX);
    String name = prefix + unique + "." + recording.format().orElseThrow().extension();
    return new AudioFile(path(recording), recording.bytes(), name, prefix);
  }

  private static CrmFailure noPlace() {
    return CrmFailure.of(
        Category.REJECTED,
        "NO_ACTIVITY",
        "The call stands in the portal without an activity, so its recording has no place there.");
  }
}
