package simtrix.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.edge.RefusedRequest;
import simtrix.text.Sentence;

/**
 * The paired phones. A token that was looked up is believed for {@value #BELIEVED_SECONDS} seconds
 * without asking the database again; a revocation on this node ends that at once.
 */
@Component
public class DeviceRegistry {

  static final int BELIEVED_SECONDS = 3;

  private static final int MOST_PHONES = 20_000;
  private static final TypeReference<Map<String, Boolean>> PERMISSIONS = new TypeReference<>() {};

  private final JdbcClient database;
  private final ObjectMapper json;
  private final Clock clock;
  private final Cache<ByteBuffer, Device> believed =
      Caffeine.newBuilder()
          .maximumSize(MOST_PHONES)
          .expireAfterWrite(Duration.ofSeconds(BELIEVED_SECONDS))
          .build();
  private final Cache<UUID, Instant> seen =
      Caffeine.newBuilder()
          .maximumSize(MOST_PHONES)
          .expireAfterWrite(Duration.ofMinutes(1))
          .build();

  DeviceRegistry(JdbcClient database, ObjectMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param token as the phone sends it
   * @return the phone; empty when no phone has this token or it was revoked
   */
  public Optional<Device> byToken(String token) {
    ByteBuffer hash = ByteBuffer.wrap(Secrets.hash(token)).asReadOnlyBuffer();
    return Optional.ofNullable(believed.get(hash, this::load));
  }

  /** Every phone, revoked ones too, the newest first. */
  public List<Device> list() {
    return database
        .sql("SELECT * FROM device ORDER BY paired_at DESC, id")
        .query(this::device)
        .list();
  }

  public Optional<Device> byId(UUID id) {
    return database
        .sql("SELECT * FROM device WHERE id = ?")
        .param(id.toString())
        .query(this::device)
        .optional();
  }

  /**
   * Whether a call of that phone may be gone on with by this one: its own, or one of its user's
   * phone that was revoked, which is how a phone that pairs again looks from here (decision 0019).
   *
   * @param owner id of the phone that began to tell the call
   */
  public boolean mayContinueFor(Device device, String owner) {
    UUID teller = UUID.fromString(owner);
    return device.id().equals(teller)
        || byId(teller)
            .filter(before -> before.revokedAt().isPresent())
            .filter(before -> before.portal() == device.portal())
            .filter(before -> before.userId() == device.userId())
            .isPresent();
  }

  /**
   * Takes the token of a phone away; a second time changes nothing.
   *
   * @return the phone, revoked
   * @throws RefusedRequest 404 when there is no such phone
   */
  public Device revoke(@Header("id") UUID id) {
    database
        .sql("UPDATE device SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
        .params(now(), id.toString())
        .update();
    believed.asMap().values().removeIf(device -> device.id().equals(id));
    return byId(id).orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.phone.none")));
  }

  /**
   * Takes phones off the list whose token was taken away before then, with the names they bear.
   *
   * @return how many
   */
  public int forgetRevokedBefore(Instant limit) {
    return database.sql("DELETE FROM device WHERE revoked_at < ?").param(utc(limit)).update();
  }

  /**
   * Gives a phone another name in lists.
   *
   * @return the phone with its new name
   * @throws RefusedRequest 404 when there is no such phone
   */
  public Device rename(@Header("id") UUID id, @Body PhoneName name) {
    database
        .sql("UPDATE device SET name = ? WHERE id = ?")
        .params(name.name().strip(), id.toString())
        .update();
    return byId(id).orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.phone.none")));
  }

  /** Notes that a phone was heard of; at most once a minute in the database. */
  public void seen(Device device) {
    var unused =
        seen.get(
            device.id(),
            id -> {
              database
                  .sql("UPDATE device SET last_seen_at = ? WHERE id = ?")
                  .params(now(), id.toString())
                  .update();
              return clock.instant();
            });
  }

  /** Keeps what a phone says of itself; what it leaves out stays as it was. */
  public void heartbeat(@ExchangeProperty("device") Device device, @Body Heartbeat heartbeat) {
    database
        .sql(
            """
            UPDATE device SET last_seen_at = ?, app_version = COALESCE(?, app_version),
              android_version = COALESCE(?, android_version), queue_length = COALESCE(?, queue_length),
              recording_at = IF(? IS NULL OR ? <=> recording, recording_at, ?), recording = COALESCE(?, recording),
              permissions = COALESCE(?, permissions) WHERE id = ?
            """)
        .param(now())
        .param(heartbeat.appVersion().orElse(null))
        .param(heartbeat.androidVersion().orElse(null))
        .param(heartbeat.queueLength().orElse(null))
        .param(heartbeat.recording().orElse(null))
        .param(heartbeat.recording().orElse(null))
        .param(now())
        .param(heartbeat.recording().orElse(null))
        .param(heartbeat.permissions().map(this::toJson).orElse(null))
        .param(device.id().toString())
        .update();
  }

  void add(Device device, String token) {
    database
        .sql(
            """
            INSERT INTO device (id, portal_id, user_id, name, model, android_version, app_version,
              token_hash, paired_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(device.id().toString())
        .param(device.portal())
        .param(device.userId())
        .param(device.name())
        .param(device.model())
        .param(device.androidVersion())
        .param(device.appVersion())
        .param(Secrets.hash(token))
        .param(utc(device.pairedAt()))
        .update();
  }

  private Device load(ByteBuffer hash) {
    byte[] bytes = new byte[hash.remaining()];
    hash.duplicate().get(bytes);
    return database
        .sql("SELECT * FROM device WHERE token_hash = ? AND revoked_at IS NULL")
        .param(bytes)
        .query(this::device)
        .optional()
        .orElse(null);
  }

  private Device device(ResultSet row, int number) throws SQLException {
    return new Device(
        UUID.fromString(row.getString("id")),
        row.getLong("portal_id"),
        row.getLong("user_id"),
        row.getString("name"),
        row.getString("model"),
        row.getString("android_version"),
        row.getString("app_version"),
        instant(row, "paired_at").orElseThrow(),
        instant(row, "last_seen_at"),
        instant(row, "revoked_at"),
        Optional.ofNullable(row.getObject("queue_length", Integer.class)),
        Optional.ofNullable(row.getObject("recording", Boolean.class)),
        instant(row, "recording_at"),
        fromJson(row.getString("permissions")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(time -> time.toInstant(ZoneOffset.UTC));
  }

  private LocalDateTime now() {
    return utc(clock.instant());
  }

  static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private String toJson(Heartbeat.Permissions permissions) {
    try {
      return json.writeValueAsString(permissions);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("The permissions of a heartbeat cannot be written.", e);
    }
  }

  private Map<String, Boolean> fromJson(String permissions) {
    try {
      return json.readValue(permissions, PERMISSIONS);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("The permissions of a device row are no JSON.", e);
    }
  }
}
