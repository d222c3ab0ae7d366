package simtrix.bitrix24;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import simtrix.bitrix24.Answers.Answer;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.settings.SimtrixSettings;

/**
 * Puts the recording of a call to where the call stands in the portal: on the telephony call
 * (REFERENCE 5.4), or among the files of the activity that stands for it (6.5). Each request goes
 * alone, never in a batch. In telephony a repetition replaces what is there; an activity is looked
 * at before.
 */
@Component
public class RecordingWriter {

  private static final String ATTACH = "attach";
  private static final String NOT_FINISHED = "not found in the statistic table";

  /**
   * A WAV or MP3 file.
   *
   * @param name unique in the portal; ends in .wav or .mp3
   * @param prefix the beginning of the names of all files of the same call
   */
  public record AudioFile(Path path, long bytes, String name, String prefix) {}

  private final PortalClient client;
  private final DataSize inOneRequest;

  RecordingWriter(PortalClient client, SimtrixSettings settings) {
    this.client = client;
    this.inOneRequest = settings.recordings().inOneRequest();
  }

  /**
   * Attaches a recording to a finished call, in place of one that is there.
   *
   * @param callId the portal's CALL_ID
   * @return the portal's id of the file, where it says so
   * @throws CrmFailure when the portal refuses or does not answer
   */
  public Optional<Long> attachToCall(long portal, String callId, AudioFile file) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("CALL_ID", callId);
    params.put("FILENAME", file.name());
    boolean inside = file.bytes() <= inOneRequest.toBytes();
    if (inside) {
      params.put("FILE_CONTENT", base64(file));
    }
    Answer answer =
        attached(send(portal, new Command(ATTACH, "telephony.externalCall.attachRecord", params)));
    return inside ? fileId(answer) : upload(portal, answer, file);
  }

  /**
   * Adds a recording to the files of an activity; those that are there stay.
   *
   * @param before the files that were there when an earlier attempt left of which nobody heard the
   *     end
   * @param leaving is told which files are there just before the recording leaves
   * @return the portal's id of the file, where it is known
   * @throws CrmFailure when the portal refuses or does not answer
   */
  public Optional<Long> attachToActivity(
      long portal,
      long activity,
      AudioFile file,
      Optional<Set<Long>> before,
      Consumer<Set<Long>> leaving) {
    List<Answer> there = files(portal, activity);
    Optional<Long> ours = ours(there, file, before);
    if (ours.isPresent()) {
      return ours;
    }
    Set<Long> ids = there.stream().map(one -> one.id("id")).collect(Collectors.toSet());
    leaving.accept(new TreeSet<>(ids));
    List<Object> files = new ArrayList<>();
    ids.forEach(id -> files.add(Map.of("id", id)));
    files.add(Map.of("fileData", List.of(file.name(), base64(file))));
    send(
            portal,
            new Command(
                ATTACH,
                "crm.activity.update",
                Map.of("id", activity, "fields", Map.of("FILES", files))))
        .required(ATTACH);
    return Optional.empty();
  }

  private List<Answer> files(long portal, long activity) {
    Command look =
        new Command(
            "look",
            "crm.activity.list",
            Map.of(
                "filter", Map.of("ID", activity), "select", List.of("ID", "FILES"), "start", -1));
    return send(portal, look).required("look").rows().stream()
        .filter(row -> row.id("ID") == activity)
        .findFirst()
        .map(row -> new Answer(row.node().path("FILES")).rows())
        .orElseThrow(
            () ->
                CrmFailure.of(
                    Category.REJECTED,
                    "ACTIVITY_GONE",
                    "The activity of the call is not in the portal any more, so the recording has no place."));
  }

  /** Some portals do not tell the names of files; then what is new since the attempt is ours. */
  private static Optional<Long> ours(
      List<Answer> there, AudioFile file, Optional<Set<Long>> before) {
    return there.stream()
        .filter(
            one ->
                one.text("name").startsWith(file.prefix())
                    || before.filter(known -> !known.contains(one.id("id"))).isPresent())
        .map(one -> one.id("id"))
        .findFirst();
  }

  private Optional<Long> upload(long portal, Answer answer, AudioFile file) {
    String field = answer.text("fieldName").isEmpty() ? "file" : answer.text("fieldName");
    FileUpload upload =
        new FileUpload(address(answer.text("uploadUrl")), field, file.name(), file.path());
    requireFile(file);
    Answer taken =
        new Answers(CallWriter.joined(client.upload(portal, upload))).required(FileUpload.NAME);
    return fileId(new Answer(taken.node().path("result")));
  }

  /** What cannot be read is not quoted: it may hold a token. */
  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException unreadable) {
      throw CrmFailure.of(
          Category.SERVER,
          "NO_UPLOAD_ADDRESS",
          "The portal gave out no address for the recording; it is asked again.");
    }
  }

  private static Optional<Long> fileId(Answer answer) {
    return Optional.of(answer.id("FILE_ID")).filter(id -> id > 0);
  }

  /** A call that is not finished yet can be waited for, unlike other data that is wrong. */
  private static Answer attached(Answers answers) {
    if (answers.outcome(ATTACH) instanceof Outcome.Refused refused
        && refused.failure().getMessage().toLowerCase(Locale.ROOT).contains(NOT_FINISHED)) {
      throw CrmFailure.of(
          Category.SERVER,
          "CALL_NOT_FINISHED",
          "The portal does not have the call as a finished one yet; its recording is attached later.");
    }
    return answers.required(ATTACH);
  }

  private Answers send(long portal, Command command) {
    return new Answers(CallWriter.joined(client.send(portal, Urgency.FILE, List.of(command))));
  }

  private static String base64(AudioFile file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file.path()));
    } catch (IOException gone) {
      throw unreadable(gone);
    }
  }

  private static void requireFile(AudioFile file) {
    if (!Files.isReadable(file.path())) {
      throw unreadable(new IOException("The file of the recording is not there."));
    }
  }

  private static CrmFailure unreadable(IOException cause) {
    return CrmFailure.of(
        Category.BUG,
        "FILE_GONE",
        "The file of the recording cannot be read; look whether all servers share the folder of recordings.",
        cause);
  }
}
