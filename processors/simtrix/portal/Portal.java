package simtrix.portal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One company's Bitrix24, known by its {@code member_id} (DESIGN 5). Tokens are inside only as they
 * are kept, encrypted; {@link PortalRegistry#access} gives them to the one who sends requests.
 */
@Entity
public class Portal {

  /** How this server got in. */
  public enum Mode {
    /** The local or Market application was installed. */
    OAUTH,
    /** The operator configured an inbound webhook. */
    WEBHOOK
  }

  /** What is known to be lasting; whether a portal can be reached right now is not kept. */
  public enum Status {
    ACTIVE,
    /** An operator stopped the traffic. */
    PAUSED,
    /** The portal or its OAuth server no longer believes our credentials. */
    AUTH_LOST,
    /** The portal said that the application was removed. */
    UNINSTALLED
  }

  /** Whether calls may be registered as calls (REFERENCE 5.0). */
  public enum Telephony {
    ALLOWED,
    /** Calls are written as activities. */
    REFUSED,
    UNKNOWN
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false, updatable = false)
  private String memberId;

  @Column(nullable = false)
  String host;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Mode mode;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Status status = Status.ACTIVE;

  @Column(nullable = false)
  String clientEndpoint = "";

  @Column(nullable = false)
  String oauthEndpoint = "";

  byte[] accessToken;
  byte[] refreshToken;
  byte[] applicationToken;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  Telephony telephony = Telephony.UNKNOWN;

  @Column(nullable = false)
  String language = "de";

  @Column(nullable = false)
  Instant installedAt;

  @Column(nullable = false)
  Instant updatedAt;

  Instant pausedAt;
  String pausedBy;

  /** For JPA. */
  protected Portal() {}

  Portal(String memberId, Instant now) {
    this.memberId = memberId;
    this.installedAt = now;
    this.updatedAt = now;
  }

  public long id() {
    return id;
  }

  /** The portal's own lasting name; of a webhook one that this server made up. */
  public String memberId() {
    return memberId;
  }

  /** Host name, with the port where it is not the scheme's usual one. */
  public String host() {
    return host;
  }

  public Mode mode() {
    return mode;
  }

  /** As it counts: a pause hides ACTIVE and nothing worse. */
  public Status status() {
    return pausedAt != null && status == Status.ACTIVE ? Status.PAUSED : status;
  }

  /** When a person paused it; empty while it is not paused. */
  public Optional<Instant> pausedAt() {
    return Optional.ofNullable(pausedAt);
  }

  /** Who paused it. */
  public Optional<String> pausedBy() {
    return Optional.ofNullable(pausedBy);
  }

  public Telephony telephony() {
    return telephony;
  }

  /** Two letters, as {@code LANGUAGE_ID} of the installation gave them. */
  public String language() {
    return language;
  }

  public Instant installedAt() {
    return installedAt;
  }

  /** Whether an address is on this portal's host and port. */
  public boolean isAt(URI address) {
    return host.equals(hostOf(address));
  }

  /** Whether an address is on the host of the OAuth server that this portal was installed with. */
  public boolean trusts(URI oauthServer) {
    return !oauthEndpoint.isEmpty()
        && URI.create(oauthEndpoint).getHost().equals(oauthServer.getHost());
  }

  static String hostOf(URI address) {
    return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
  }
}
