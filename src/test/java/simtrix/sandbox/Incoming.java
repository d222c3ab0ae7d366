package simtrix.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as PHP would see it: parameters from the query and from a body of any of the three
 * encodings, which a GET does not have (REFERENCE 1.1).
 *
 * @param path without doubled or trailing slashes
 * @param files contents of a multipart body's file parts, by field
 */
record Incoming(String verb, String path, URI uri, Params params, Map<String, byte[]> files) {

  static Incoming read(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI uri = exchange.getRequestURI();
    String verb = exchange.getRequestMethod();
    Map<String, Object> params = FormBody.parse(uri.getRawQuery());
    Map<String, byte[]> files = Map.of();
    String given =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    String type = given.toLowerCase(Locale.ROOT);
    if (verb.equals("GET")) {
      body = new byte[0];
    }
    if (type.startsWith("application/json")) {
      params.putAll(PhpJson.read(body));
    } else if (type.startsWith("multipart/form-data")) {
      Multipart multipart = Multipart.parse(given, body);
      params.putAll(FormBody.nest(multipart.fields()));
      files = multipart.files();
    } else {
      params.putAll(FormBody.parse(new String(body, StandardCharsets.UTF_8)));
    }
    String path = uri.getPath().replaceAll("/{2,}", "/").replaceFirst("(?<=.)/$", "");
    return new Incoming(verb, path, uri, new Params(params), files);
  }
}
