package simtrix.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Registered calls, the statistics of finished ones, external lines and recordings (REFERENCE 5).
 */
final class Calls {
  private static final Duration DEDUP_WINDOW = Duration.ofMinutes(30);

  private final Clock clock;
  private final Map<String, Registration> open = new HashMap<>();
  private final LinkedHashMap<String, Registration> recent = new LinkedHashMap<>();
  private final Table statistics = new Table(4410, "CALL_ID", "EXTERNAL_CALL_ID");
  private final Table lines = new Table(31, "NUMBER");
  private final Map<Integer, StoredFile> files = new HashMap<>();
  private final Map<String, Upload> uploads = new HashMap<>();
  private int lastFile = 3309;

  Calls(Clock clock) {
    this.clock = clock;
  }

  /**
   * A call that register took.
   *
   * @param key what makes a repetition of it the same call (REFERENCE 5.1)
   * @param entity the main CRM object, if there is one
   * @param created CRM objects that register created for it
   */
  record Registration(
      String callId,
      String key,
      int userId,
      Params params,
      Instant at,
      Optional<Owner> entity,
      List<Owner> created,
      Map<String, Object> answer) {}

  /** A recording waiting to be uploaded to the address that was given out. */
  record Upload(String callId, String fileName) {}

  /** An id as the portal makes them: 32 hexadecimal digits and the time. */
  String newCallId() {
    String random = UUID.randomUUID().toString().replace("-", "");
    return "externalCall." + random + "." + clock.instant().getEpochSecond();
  }

  void register(Registration registration) {
    open.put(registration.callId(), registration);
    recent.remove(registration.key());
    recent.put(registration.key(), registration);
  }

  /** The earlier registration that a repeated register means, by the switch's rule. */
  Optional<Registration> repeated(String key, SandboxSettings.RegisterDedup rule) {
    forgetOld();
    return switch (rule) {
      case OFF -> Optional.empty();
      case ANY -> Optional.ofNullable(recent.get(key));
      case UNFINISHED ->
          Optional.ofNullable(recent.get(key)).filter(r -> open.containsKey(r.callId()));
    };
  }

  Optional<Registration> open(String callId) {
    return Optional.ofNullable(open.get(callId));
  }

  void close(String callId) {
    open.remove(callId);
  }

  List<Registration> openCalls() {
    return new ArrayList<>(open.values());
  }

  Table statistics() {
    return statistics;
  }

  Optional<Map<String, Object>> finished(String callId) {
    return statistics.where("CALL_ID", callId).stream().findFirst();
  }

  Table lines() {
    return lines;
  }

  Optional<Map<String, Object>> line(String number) {
    return lines.where("NUMBER", number).stream().findFirst();
  }

  /** Keeps a recording on its call, in place of an earlier one. */
  int attach(String callId, String fileName, byte[] content) {
    int id = ++lastFile;
    files.put(id, StoredFile.of(id, callId, fileName, content));
    Map<String, Object> row = finished(callId).orElseThrow();
    int rowId = Php.integer(row.get("ID")).orElseThrow();
    Php.integer(row.get("RECORD_FILE_ID")).ifPresent(files::remove);
    statistics.change(rowId, Map.of("RECORD_FILE_ID", id));
    return id;
  }

  List<StoredFile> files() {
    return new ArrayList<>(files.values());
  }

  String expectUpload(Upload upload) {
    String token = UUID.randomUUID().toString().replace("-", "");
    uploads.put(token, upload);
    return token;
  }

  Optional<Upload> upload(String token) {
    return Optional.ofNullable(uploads.get(token));
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(DEDUP_WINDOW);
    Iterator<Registration> oldestFirst = recent.values().iterator();
    while (oldestFirst.hasNext() && !oldestFirst.next().at().isAfter(oldest)) {
      oldestFirst.remove();
    }
  }
}
