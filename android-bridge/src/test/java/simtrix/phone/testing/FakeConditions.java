package simtrix.phone.testing;

import java.time.Instant;
import java.util.function.Supplier;
import simtrix.phone.server.Conditions;
import simtrix.phone.server.ServerAddress;

/** What answers are judged by, in the hand of a test. */
public final class FakeConditions implements Conditions {

  public volatile boolean online = true;
  private final Supplier<Instant> clock;
  private final ServerAddress addresses;

  public FakeConditions(Supplier<Instant> clock, ServerAddress addresses) {
    this.clock = clock;
    this.addresses = addresses;
  }

  @Override
  public Instant now() {
    return clock.get();
  }

  @Override
  public boolean online() {
    return online;
  }

  @Override
  public ServerAddress addresses() {
    return addresses;
  }
}
