package simtrix.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One Bitrix24 portal with its OAuth server on a loopback port of its own, as REFERENCE.md
 * describes them. Several run side by side. Employee 1 is the administrator who installs the
 * application and owns the webhook.
 *
 * <p>Tests turn its switches ({@link #settings()}), inject faults ({@link #faults()}), seed and
 * read its records ({@link #records()}) and look at what reached it ({@link #requests()}).
 */
public final class Sandbox implements AutoCloseable {
  private final SandboxSettings settings;
  private final String clientSecret;
  private final String webhookSecret;
  private final AtomicReference<Addresses> addresses;
  private final OAuth oauth;
  private final EventCourier courier = new EventCourier();
  private final State state;
  private final FaultRules faults = new FaultRules();
  private final LeakyBucket bucket;
  private final RequestLog log;
  private final RestEndpoint rest;
  private final OAuthEndpoint oauthEndpoint;
  private final SandboxRecords records;
  private final Table tasks = new Table(701, "UF_CRM_TASK");
  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private final List<HttpFront> fronts = new ArrayList<>();

  private Sandbox(SandboxBuilder builder) {
    this.settings = builder.settings();
    this.clientSecret = builder.clientSecret();
    Clock clock = builder.clock();
    HttpServer server = HttpFront.bind(builder.port());
    URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    this.addresses = new AtomicReference<>(new Addresses(here, here, builder.memberId()));
    this.oauth = new OAuth(clock, settings, builder.clientId(), clientSecret);
    this.webhookSecret = oauth.secret().substring(0, 16);
    PortalTime time = new PortalTime(clock);
    this.state =
        new State(settings, time, new Events(oauth, addresses::get, time, settings, courier));
    this.records = new SandboxRecords(state);
    this.bucket = new LeakyBucket(clock, settings::plan);
    this.log = new RequestLog(builder.logSize());
    RecordMethods recordings = new RecordMethods(state, addresses::get);
    Envelope envelope = new Envelope(clock, settings);
    OperatingTime operating = new OperatingTime(clock, settings);
    Dispatcher dispatcher = new Dispatcher(state, methods(recordings), operating, envelope);
    this.rest =
        new RestEndpoint(state, oauth, faults, bucket, dispatcher, recordings, log, webhookSecret);
    this.oauthEndpoint = new OAuthEndpoint(oauth, faults, log, clock, addresses::get, settings);
    records.addUser("Anna", "Brandt", "100");
    fronts.add(HttpFront.start(server, addresses::get, rest, oauthEndpoint));
  }

  private MethodTable methods(RecordMethods recordings) {
    MethodTable table = new MethodTable();
    new TelephonyMethods(state).addTo(table);
    new FinishMethod(state).addTo(table);
    new StatisticMethods(state).addTo(table);
    recordings.addTo(table);
    new CrmMethods(state).addTo(table);
    new ItemMethods(state).addTo(table);
    new DuplicateMethods(state).addTo(table);
    new ActivityMethods(state).addTo(table);
    new BindingMethods(state).addTo(table);
    new TimelineMethods(state).addTo(table);
    new PortalMethods(state).addTo(table);
    new UserMethods(state).addTo(table);
    new EventMethods(state).addTo(table);
    new TaskMethods(state, tasks).addTo(table);
    new NotificationMethods(state, notices).addTo(table);
    return table;
  }

  /** An empty portal on a free port with the documented defaults. */
  public static Sandbox start() {
    return builder().start();
  }

  public static SandboxBuilder builder() {
    return new SandboxBuilder();
  }

  static Sandbox start(SandboxBuilder builder) {
    return new Sandbox(builder);
  }

  public SandboxSettings settings() {
    return settings;
  }

  public FaultRules faults() {
    return faults;
  }

  /** The portal's users, CRM objects, calls and timelines. */
  public SandboxRecords records() {
    return records;
  }

  /** Fills the portal with a small German company and says which numbers are worth calling from. */
  public DemoData seedDemo() {
    return DemoData.seed(records);
  }

  public String memberId() {
    return addresses.get().memberId();
  }

  public String clientId() {
    return oauth.clientId();
  }

  public String clientSecret() {
    return clientSecret;
  }

  public String applicationToken() {
    return state.events().applicationToken();
  }

  /** Where OAuth clients call methods, with a slash at the end. */
  public String clientEndpoint() {
    return addresses.get().clientEndpoint();
  }

  /**
   * The OAuth server's REST address; token requests go to <code>/oauth/token/</code> on the same
   * host.
   */
  public String serverEndpoint() {
    return addresses.get().serverEndpoint();
  }

  /** The inbound webhook of employee 1, with a slash at the end. */
  public String webhookUrl() {
    return clientEndpoint() + "1/" + webhookSecret + "/";
  }

  /** Fresh tokens of employee 1, as the OAuth flow would give them. */
  public Tokens newTokens() {
    return oauth.issue(1);
  }

  /** An authorization code, good for 30 seconds. */
  public String newAuthorizationCode() {
    return oauth.issueCode(1);
  }

  /** From now on every access token given out so far is answered with expired_token. */
  public void expireAccessTokens() {
    oauth.expireAccessTokens();
  }

  /** From now on no token works: calls get NO_AUTH_FOUND, refreshing gets invalid_grant. */
  public void revokeTokens() {
    oauth.revokeAll();
  }

  /**
   * Installs the application: posts ONAPPINSTALL with fresh tokens (REFERENCE 2.2).
   *
   * @return the HTTP status of the answer
   * @throws IOException when nobody answers
   */
  public int install(URI target) throws IOException {
    return courier.postNow(target, installForm());
  }

  /** The form that {@link #install} posts, with fresh tokens each time. */
  public Map<String, String> installForm() {
    return state.events().installForm(oauth.issue(1));
  }

  /**
   * Removes the application: its handlers are dropped, its tokens die, and ONAPPUNINSTALL is posted
   * (REFERENCE 2.2).
   *
   * @return the HTTP status of the answer
   * @throws IOException when nobody answers
   */
  public int uninstall(URI target) throws IOException {
    synchronized (state) {
      state.events().unbindAll();
    }
    oauth.revokeAll();
    return courier.postNow(target, state.events().uninstallForm());
  }

  /**
   * Sends an event to its handlers as the portal would.
   *
   * @param data keys inside <code>data</code>, such as <code>FIELDS[ID]</code>
   */
  public void fireEvent(String event, Map<String, String> data) {
    synchronized (state) {
      state.events().fire(event, data);
    }
  }

  /** How many offline events wait or are set aside (REFERENCE 7.4). */
  public int offlineRecords() {
    synchronized (state) {
      return state.events().offline().list().size();
    }
  }

  /**
   * Gives the portal a new address; the old one answers 302 from now on, and the OAuth server stays
   * (REFERENCE 1.1).
   */
  public URI rename() {
    HttpServer server = HttpFront.bind(0);
    synchronized (fronts) {
      HttpFront front = HttpFront.start(server, addresses::get, rest, oauthEndpoint);
      fronts.add(front);
      addresses.updateAndGet(a -> new Addresses(front.address(), a.oauth(), a.memberId()));
      return front.address();
    }
  }

  /** The last requests, oldest first. */
  public List<LoggedRequest> requests() {
    return log.all();
  }

  /**
   * The parameters that a method was last called with, alone or in a batch (there with unresolved
   * references).
   */
  public Optional<Map<String, Object>> lastParams(String method) {
    return log.lastParams(method);
  }

  public void clearRequests() {
    log.clear();
  }

  /** How many requests were refused with QUERY_LIMIT_EXCEEDED by the portal's own limit. */
  public long rejectedForRate() {
    return bucket.rejected();
  }

  /** Tasks that were added, with the field names that they were given. */
  public List<Map<String, Object>> tasks() {
    synchronized (state) {
      return tasks.all().stream().map(task -> Map.copyOf(task)).toList();
    }
  }

  /** Adds a task as an employee would. */
  public void addTask(Map<String, Object> fields) {
    synchronized (state) {
      Map<String, Object> task = new LinkedHashMap<>(fields);
      task.put("CREATED_DATE", state.time().now());
      tasks.put(tasks.nextId(), task);
    }
  }

  /** Notifications that employees see. */
  public List<Notice> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    synchronized (fronts) {
      fronts.forEach(HttpFront::close);
    }
    courier.close();
  }
}
