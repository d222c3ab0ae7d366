package simtrix.privacy;

import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.audit.AuditLog;
import simtrix.call.ForgottenCalls;
import simtrix.device.DeviceRegistry;
import simtrix.settings.SimtrixSettings;

/**
 * Forgets what is older than the retention, some calls at a time, each in a short transaction: the
 * traffic goes on, and whatever ends it in the middle, the next round goes on from there.
 */
@Component("retention")
public class Retention {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** A round is over after so many steps; a million old calls take some hours and nobody's time. */
  private static final int MOST_STEPS = 20;

  private final ForgottenCalls calls;
  private final AuditLog audit;
  private final DeviceRegistry devices;
  private final SweepLease lease;
  private final Duration retention;
  private final Duration auditRetention;
  private final Clock clock;

  Retention(
      ForgottenCalls calls,
      AuditLog audit,
      DeviceRegistry devices,
      SweepLease lease,
      SimtrixSettings settings,
      Clock clock) {
    this.calls = calls;
    this.audit = audit;
    this.devices = devices;
    this.lease = lease;
    this.retention = settings.retention();
    this.auditRetention = settings.auditRetention();
    this.clock = clock;
  }

  /** Sets the property {@code more} to whether it is this node's turn. */
  public void begin(Exchange exchange) {
    exchange.setProperty("steps", 0);
    exchange.setProperty("more", lease.take("retention", LEASE));
  }

  /** Forgets some old calls; sets {@code more} to whether there may be others. */
  public void step(Exchange exchange, @ExchangeProperty("steps") int before) {
    int forgotten = calls.forgetBefore(clock.instant().minus(retention));
    if (forgotten > 0) {
      LOG.info(
          "The persons of {} calls are forgotten, which are older than the retention", forgotten);
    }
    exchange.setProperty("steps", before + 1);
    exchange.setProperty("more", forgotten > 0 && before + 1 < MOST_STEPS);
  }

  /**
   * Forgets phones that were revoked longer ago than the retention, and entries of the audit that
   * are older than their own.
   */
  public void rest() {
    devices.forgetRevokedBefore(clock.instant().minus(retention));
    audit.forgetBefore(clock.instant().minus(auditRetention));
  }

  /** Calls that somebody asked to forget while they were on their way, and that are done now. */
  public void marked() {
    int forgotten = calls.forgetMarked();
    if (forgotten > 0) {
      LOG.info("The persons of {} calls are forgotten, as somebody had asked for", forgotten);
    }
  }
}
