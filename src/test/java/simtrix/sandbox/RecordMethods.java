package simtrix.sandbox;

import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Recordings: attached in the call itself, fetched from an address, or uploaded afterwards
 * (REFERENCE 5.4).
 */
final class RecordMethods {
  private final State state;
  private final Supplier<Addresses> addresses;

  RecordMethods(State state, Supplier<Addresses> addresses) {
    this.state = state;
    this.addresses = addresses;
  }

  void addTo(MethodTable table) {
    table.add("telephony", "telephony.externalCall.attachRecord", this::attach);
  }

  private Answer attach(Caller caller, Params params) {
    boolean byUrl = params.has("RECORD_URL");
    if (!byUrl && !params.values().containsKey("FILENAME")) {
      throw RestException.core(
          "Required parameters are not set. Request should contain either URL or FILENAME parameter");
    }
    String callId = params.text("CALL_ID");
    if (state.calls().finished(callId).isEmpty()) {
      throw RestException.core(
          "Call is not found in the statistic table. It looks like it is not finished yet.");
    }
    String fileName = checkedName(params);
    if (byUrl) {
      // The sandbox does not fetch: it believes that there is a recording at that address.
      return fileAnswer(state.calls().attach(callId, fileName, new byte[0]));
    }
    if (!params.values().containsKey("FILE_CONTENT")) {
      return uploadAnswer(callId, fileName, params.text("auth"));
    }
    return fileAnswer(state.calls().attach(callId, fileName, content(params)));
  }

  /** Takes the file that was posted to an upload address (the answer's shape is not documented). */
  Answer upload(String token, Optional<byte[]> content) {
    Calls.Upload upload =
        state
            .calls()
            .upload(token)
            .orElseThrow(() -> new RestException(403, "ACCESS_DENIED", "Wrong upload token"));
    byte[] bytes = content.orElseThrow(() -> RestException.core("File content is empty."));
    return fileAnswer(state.calls().attach(upload.callId(), upload.fileName(), bytes));
  }

  private static String checkedName(Params params) {
    String name = params.text("FILENAME");
    if (name.isEmpty() && params.has("RECORD_URL")) {
      String path = URI.create(params.text("RECORD_URL")).getPath();
      name = path.substring(path.lastIndexOf('/') + 1);
    }
    if (name.isEmpty()) {
      throw RestException.core("File name is empty");
    }
    if (!name.toLowerCase(Locale.ROOT).matches(".+\\.(wav|mp3)")) {
      throw RestException.core("Wrong file extension. Only wav and mp3 are allowed");
    }
    return name;
  }

  private static byte[] content(Params params) {
    if (!params.has("FILE_CONTENT")) {
      throw RestException.core("File content is empty.");
    }
    try {
      return Base64.getDecoder().decode(params.text("FILE_CONTENT"));
    } catch (IllegalArgumentException e) {
      throw RestException.core(
          "File content is not properly encoded. Base64 encoding is expected.");
    }
  }

  private static Answer fileAnswer(int fileId) {
    return Answer.of(Map.of("FILE_ID", fileId));
  }

  private Answer uploadAnswer(String callId, String fileName, String auth) {
    String token = state.calls().expectUpload(new Calls.Upload(callId, fileName));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "uploadUrl",
        addresses.get().clientEndpoint()
            + "upload.json?auth="
            + FormBody.encode(auth)
            + "&token="
            + FormBody.encode("telephony|" + token));
    answer.put("fieldName", "file");
    return Answer.of(answer);
  }
}
