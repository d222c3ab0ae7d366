package simtrix.sandbox;

import java.time.Clock;
import java.util.UUID;

/**
 * Sets up a {@link Sandbox}; whatever is not set gets a value that differs from every other
 * sandbox's.
 */
public final class SandboxBuilder {
  private int port;
  private String memberId = UUID.randomUUID().toString().replace("-", "");
  private String clientId = "local.sandbox.app";
  private String clientSecret = "sandbox-secret";
  private SandboxSettings settings = new SandboxSettings();
  private Clock clock = SandboxClock.ticking();
  private int logSize = 100_000;

  SandboxBuilder() {}

  /** The loopback port; 0, the default, takes any free one. */
  public SandboxBuilder port(int value) {
    port = value;
    return this;
  }

  public SandboxBuilder memberId(String value) {
    memberId = value;
    return this;
  }

  /** The application's id, the same for all portals that a Market application is installed on. */
  public SandboxBuilder clientId(String value) {
    clientId = value;
    return this;
  }

  public SandboxBuilder clientSecret(String value) {
    clientSecret = value;
    return this;
  }

  public SandboxBuilder settings(SandboxSettings value) {
    settings = value;
    return this;
  }

  /** The portal's time: limits, token lifetimes and register's 30 minutes go by it. */
  public SandboxBuilder clock(Clock value) {
    clock = value;
    return this;
  }

  /** How many requests the log holds. */
  public SandboxBuilder logSize(int value) {
    logSize = value;
    return this;
  }

  public Sandbox start() {
    return Sandbox.start(this);
  }

  int port() {
    return port;
  }

  String memberId() {
    return memberId;
  }

  String clientId() {
    return clientId;
  }

  String clientSecret() {
    return clientSecret;
  }

  SandboxSettings settings() {
    return settings;
  }

  Clock clock() {
    return clock;
  }

  int logSize() {
    return logSize;
  }
}
