package simtrix.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who listens to which event, and the auth block that events carry (REFERENCE 7). */
final class Events {
  private final OAuth oauth;
  private final Supplier<Addresses> addresses;
  private final PortalTime time;
  private final SandboxSettings settings;
  private final EventCourier courier;
  private final OfflineQueue offline;
  private final String applicationToken;
  private final List<Handler> handlers = new ArrayList<>();
  private Optional<String> sharedAccess = Optional.empty();
  private int lastHandler = 10;
  private boolean muted;
  private Instant wokenUp = Instant.EPOCH;

  Events(
      OAuth oauth,
      Supplier<Addresses> addresses,
      PortalTime time,
      SandboxSettings settings,
      EventCourier courier) {
    this.oauth = oauth;
    this.addresses = addresses;
    this.time = time;
    this.settings = settings;
    this.courier = courier;
    this.offline = new OfflineQueue(time, settings);
    this.applicationToken = oauth.secret();
  }

  /** A binding; an offline one has no address. */
  record Handler(int id, String event, String address, boolean offline) {}

  String applicationToken() {
    return applicationToken;
  }

  OfflineQueue offline() {
    return offline;
  }

  List<Handler> handlers() {
    return List.copyOf(handlers);
  }

  void bind(String event, String address, boolean offlineHandler) {
    String name = event.toUpperCase(Locale.ROOT);
    boolean known =
        handlers.stream()
            .anyMatch(
                h ->
                    h.event().equals(name)
                        && h.address().equals(address)
                        && h.offline() == offlineHandler);
    if (known) {
      throw new RestException(400, "ERROR_HANDLER_ALREADY_EXIST", "Handler already exists!");
    }
    handlers.add(new Handler(++lastHandler, name, address, offlineHandler));
  }

  int unbind(String event, String address) {
    int before = handlers.size();
    handlers.removeIf(h -> h.event().equalsIgnoreCase(event) && h.address().equals(address));
    return before - handlers.size();
  }

  void unbindAll() {
    handlers.clear();
  }

  void muted(boolean value) {
    muted = value;
  }

  /**
   * Tells every listener.
   *
   * @param data flat keys inside <code>data</code>, such as <code>FIELDS[ID]</code>
   */
  void fire(String event, Map<String, String> data) {
    if (muted) {
      return;
    }
    for (Handler handler : handlers) {
      if (!handler.event().equals(event)) {
        continue;
      }
      if (handler.offline()) {
        offline.add(event, data);
        wakeUp();
      } else {
        courier.post(handler.address(), form(handler, data), settings.eventDelivery());
      }
    }
  }

  /** At most once a second, unless the handler wants it less often (REFERENCE 7.4). */
  private void wakeUp() {
    Instant now = time.clock().instant();
    if (now.isBefore(wokenUp.plusSeconds(1))) {
      return;
    }
    for (Handler handler : handlers) {
      if (handler.event().equals("ONOFFLINEEVENT") && !handler.offline()) {
        wokenUp = now;
        courier.post(handler.address(), form(handler, Map.of()), settings.eventDelivery());
      }
    }
  }

  /** The body of ONAPPINSTALL with a fresh pair of tokens (REFERENCE 2.2). */
  Map<String, String> installForm(Tokens tokens) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("event", "ONAPPINSTALL");
    form.put("data[VERSION]", "1");
    form.put("data[ACTIVE]", "Y");
    form.put("data[INSTALLED]", "Y");
    form.put("data[LANGUAGE_ID]", "de");
    form.put("ts", String.valueOf(time.clock().instant().getEpochSecond()));
    withTokens(form, tokens.accessToken(), " ");
    form.put("auth[refresh_token]", tokens.refreshToken());
    identity(form);
    return form;
  }

  /** The body of ONAPPUNINSTALL, which carries no tokens (REFERENCE 2.2). */
  Map<String, String> uninstallForm() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("event", "ONAPPUNINSTALL");
    form.put("data[LANGUAGE_ID]", "de");
    form.put("data[CLEAN]", "1");
    form.put("ts", String.valueOf(time.clock().instant().getEpochSecond()));
    identity(form);
    return form;
  }

  private Map<String, String> form(Handler handler, Map<String, String> data) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("event", handler.event());
    form.put("event_handler_id", String.valueOf(handler.id()));
    data.forEach((key, value) -> form.put("data" + bracketed(key), value));
    form.put("ts", String.valueOf(time.clock().instant().getEpochSecond()));
    withTokens(form, access(), ",");
    identity(form);
    return form;
  }

  private static String bracketed(String key) {
    int bracket = key.indexOf('[');
    return bracket < 0
        ? "[" + key + "]"
        : "[" + key.substring(0, bracket) + "]" + key.substring(bracket);
  }

  /** One token for all events of an hour: a flood of events must not be a flood of tokens. */
  private String access() {
    boolean usable = sharedAccess.isPresent() && isLive(sharedAccess.get());
    if (!usable) {
      sharedAccess = Optional.of(oauth.issueAccess(1));
    }
    return sharedAccess.get();
  }

  private boolean isLive(String token) {
    try {
      oauth.caller(token);
      return true;
    } catch (RestException e) {
      return false;
    }
  }

  private void withTokens(Map<String, String> form, String access, String scopeSeparator) {
    form.put("auth[access_token]", access);
    form.put("auth[expires_in]", String.valueOf(settings.accessTokenLifetime().toSeconds()));
    form.put("auth[scope]", String.join(scopeSeparator, settings.scopes()));
    form.put("auth[status]", "L");
  }

  private void identity(Map<String, String> form) {
    Addresses here = addresses.get();
    form.put("auth[domain]", here.domain());
    form.put("auth[server_endpoint]", here.serverEndpoint());
    form.put("auth[client_endpoint]", here.clientEndpoint());
    form.put("auth[member_id]", here.memberId());
    form.put("auth[application_token]", applicationToken);
  }
}
