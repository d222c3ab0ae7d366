package simtrix.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The switches of REFERENCE 12 and a few more, each with the default that the documentation
 * suggests. Every one may be turned while the sandbox runs; setters return this object, so they
 * chain.
 */
public final class SandboxSettings {

  /** Which earlier registrations a repeated register finds (REFERENCE 5.1). */
  public enum RegisterDedup {
    UNFINISHED,
    ANY,
    OFF
  }

  /** How phone numbers are compared (REFERENCE 6.1). */
  public enum PhoneMatch {
    STRICT,
    DIGITS
  }

  /** What telephony calls its ordinary error (REFERENCE 1.3). */
  public enum ErrorCodeStyle {
    ERROR_CORE,
    EMPTY
  }

  /** Whose budget the commands of a batch use up (REFERENCE 3.2). */
  public enum OperatingBatch {
    INNER,
    BATCH
  }

  /** With leads, or without (REFERENCE 6.3). */
  public enum CrmMode {
    CLASSIC,
    SIMPLE
  }

  /** Whether a refresh token works once or for ever (REFERENCE 2.1). */
  public enum RefreshRotation {
    ONE_TIME,
    REUSABLE
  }

  /** What becomes of a <code>$result[...]</code> that leads nowhere (REFERENCE 4). */
  public enum UnresolvedReference {
    ERROR,
    EMPTY_STRING
  }

  /**
   * The request limit of a tariff (REFERENCE 3.1).
   *
   * @param drainPerSecond by how much the counter falls once a second
   * @param bucket how high it may rise
   */
  public record Plan(int drainPerSecond, int bucket) {
    public static final Plan OTHER = new Plan(2, 50);
    public static final Plan ENTERPRISE = new Plan(5, 250);
    public static final Plan UNLIMITED = new Plan(1_000_000, 1_000_000);
  }

  /**
   * How events travel (REFERENCE 7.2).
   *
   * @param dropRate 0 to 1, how many are lost
   * @param duplicate every event comes twice
   * @param reorder events of the same moment come last first
   */
  public record EventDelivery(Duration delay, double dropRate, boolean duplicate, boolean reorder) {
    public static final EventDelivery AT_ONCE = new EventDelivery(Duration.ZERO, 0, false, false);
  }

  /** Shapes of {@code EVENT_DATA}; the sample in the documentation is {@code false}. */
  public enum OfflineData {
    FIELDS,
    FLAT,
    LIST,
    FALSE
  }

  private volatile boolean webhookTelephony;

  private volatile RegisterDedup registerDedup = RegisterDedup.UNFINISHED;
  private volatile PhoneMatch phoneMatch = PhoneMatch.STRICT;
  private volatile ErrorCodeStyle errorCodeStyle = ErrorCodeStyle.ERROR_CORE;
  private volatile Plan plan = Plan.OTHER;
  private volatile OperatingBatch operatingBatch = OperatingBatch.INNER;
  private volatile Optional<Duration> operatingLimit = Optional.of(Duration.ofMinutes(8));
  private volatile boolean operatingFields = true;
  private volatile CrmMode crmMode = CrmMode.CLASSIC;
  private volatile boolean autoBindOpenDeal;
  private volatile EventDelivery eventDelivery = EventDelivery.AT_ONCE;
  private volatile boolean seedingFiresEvents = true;
  private volatile RefreshRotation refreshRotation = RefreshRotation.ONE_TIME;
  private volatile Duration accessTokenLifetime = Duration.ofHours(1);
  private volatile UnresolvedReference unresolvedReference = UnresolvedReference.ERROR;
  private volatile boolean contactIdsFilterable;
  private volatile boolean statisticsReadable = true;
  private volatile boolean offlineEvents = true;
  private volatile boolean installedByAdmin = true;
  private volatile OfflineData offlineData = OfflineData.FIELDS;
  private volatile Optional<String> leadCreationError = Optional.empty();
  private volatile Map<String, String> finishErrors = Map.of();
  private volatile Set<String> scopes =
      Set.of("basic", "crm", "telephony", "user_basic", "task", "im");
  private final Map<String, Duration> methodCosts = new ConcurrentHashMap<>();

  /** Whether a webhook may register and finish calls, against the documentation (REFERENCE 5.0). */
  public SandboxSettings webhookTelephony(boolean allowed) {
    webhookTelephony = allowed;
    return this;
  }

  public boolean webhookTelephony() {
    return webhookTelephony;
  }

  public SandboxSettings registerDedup(RegisterDedup value) {
    registerDedup = value;
    return this;
  }

  public RegisterDedup registerDedup() {
    return registerDedup;
  }

  public SandboxSettings phoneMatch(PhoneMatch value) {
    phoneMatch = value;
    return this;
  }

  public PhoneMatch phoneMatch() {
    return phoneMatch;
  }

  public SandboxSettings errorCodeStyle(ErrorCodeStyle value) {
    errorCodeStyle = value;
    return this;
  }

  public ErrorCodeStyle errorCodeStyle() {
    return errorCodeStyle;
  }

  public SandboxSettings plan(Plan value) {
    plan = value;
    return this;
  }

  public Plan plan() {
    return plan;
  }

  public SandboxSettings operatingBatch(OperatingBatch value) {
    operatingBatch = value;
    return this;
  }

  public OperatingBatch operatingBatch() {
    return operatingBatch;
  }

  /** How much execution time one method has in ten minutes; empty switches the limiter off. */
  public SandboxSettings operatingLimit(Optional<Duration> value) {
    operatingLimit = value;
    return this;
  }

  public Optional<Duration> operatingLimit() {
    return operatingLimit;
  }

  public SandboxSettings operatingFields(boolean present) {
    operatingFields = present;
    return this;
  }

  public boolean operatingFields() {
    return operatingFields;
  }

  /** The execution time that one call of a method is charged, instead of what it really took. */
  public SandboxSettings methodCost(String method, Duration cost) {
    methodCosts.put(method.toLowerCase(Locale.ROOT), cost);
    return this;
  }

  Optional<Duration> methodCost(String method) {
    return Optional.ofNullable(methodCosts.get(method.toLowerCase(Locale.ROOT)));
  }

  public SandboxSettings crmMode(CrmMode value) {
    crmMode = value;
    return this;
  }

  public CrmMode crmMode() {
    return crmMode;
  }

  /** Whether finish itself binds the activity to the caller's open deals (REFERENCE 5.11). */
  public SandboxSettings autoBindOpenDeal(boolean on) {
    autoBindOpenDeal = on;
    return this;
  }

  public boolean autoBindOpenDeal() {
    return autoBindOpenDeal;
  }

  public SandboxSettings eventDelivery(EventDelivery value) {
    eventDelivery = value;
    return this;
  }

  public EventDelivery eventDelivery() {
    return eventDelivery;
  }

  /** Whether records added through Java fire events too, as those that an employee types in do. */
  public SandboxSettings seedingFiresEvents(boolean on) {
    seedingFiresEvents = on;
    return this;
  }

  public boolean seedingFiresEvents() {
    return seedingFiresEvents;
  }

  public SandboxSettings refreshRotation(RefreshRotation value) {
    refreshRotation = value;
    return this;
  }

  public RefreshRotation refreshRotation() {
    return refreshRotation;
  }

  public SandboxSettings accessTokenLifetime(Duration value) {
    accessTokenLifetime = value;
    return this;
  }

  public Duration accessTokenLifetime() {
    return accessTokenLifetime;
  }

  public SandboxSettings unresolvedReference(UnresolvedReference value) {
    unresolvedReference = value;
    return this;
  }

  public UnresolvedReference unresolvedReference() {
    return unresolvedReference;
  }

  /**
   * Whether crm.item.list takes a filter on contactIds, which the documentation leaves open
   * (REFERENCE 6.3).
   */
  public SandboxSettings contactIdsFilterable(boolean on) {
    contactIdsFilterable = on;
    return this;
  }

  public boolean contactIdsFilterable() {
    return contactIdsFilterable;
  }

  /** Whether the calling user has the right to view call statistics (REFERENCE 5.8). */
  public SandboxSettings statisticsReadable(boolean on) {
    statisticsReadable = on;
    return this;
  }

  public boolean statisticsReadable() {
    return statisticsReadable;
  }

  /** Makes register refuse to create a CRM object, inside a successful answer (REFERENCE 5.1). */
  public SandboxSettings leadCreationError(Optional<String> text) {
    leadCreationError = text;
    return this;
  }

  public Optional<String> leadCreationError() {
    return leadCreationError;
  }

  /**
   * The partial failures that finish reports inside a successful answer (REFERENCE 5.2); empty for
   * none.
   */
  public SandboxSettings finishErrors(Map<String, String> errors) {
    finishErrors = Map.copyOf(errors);
    return this;
  }

  public Map<String, String> finishErrors() {
    return finishErrors;
  }

  /** Whether the plan has extended offline events: {@code feature.get} (REFERENCE 7.4). */
  public SandboxSettings offlineEvents(boolean on) {
    offlineEvents = on;
    return this;
  }

  public boolean offlineEvents() {
    return offlineEvents;
  }

  /** Whether the application's tokens are an administrator's (REFERENCE 7.1). */
  public SandboxSettings installedByAdmin(boolean admin) {
    installedByAdmin = admin;
    return this;
  }

  public boolean installedByAdmin() {
    return installedByAdmin;
  }

  /** How the {@code EVENT_DATA} of offline events looks, which is UNCERTAIN (REFERENCE 7.4). */
  public SandboxSettings offlineData(OfflineData shape) {
    offlineData = shape;
    return this;
  }

  public OfflineData offlineData() {
    return offlineData;
  }

  /** The scopes that the administrator ticked for the application and the webhook. */
  public SandboxSettings scopes(String... names) {
    scopes = Set.copyOf(Arrays.asList(names));
    return this;
  }

  public Set<String> scopes() {
    return scopes;
  }
}
