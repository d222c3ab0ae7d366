package simtrix.sandbox;

/**
 * Everything that one portal remembers. Whoever touches it holds its lock ({@code synchronized
 * (state)}).
 */
final class State {
  private final SandboxSettings settings;
  private final PortalTime time;
  private final Statuses statuses = new Statuses();
  private final Users users = new Users();
  private final Events events;
  private final Crm crm;
  private final Activities activities;
  private final Calls calls;

  State(SandboxSettings settings, PortalTime time, Events events) {
    this.settings = settings;
    this.time = time;
    this.events = events;
    this.crm = new Crm(statuses, events, time, settings);
    this.activities = new Activities(events, time);
    this.calls = new Calls(time.clock());
  }

  SandboxSettings settings() {
    return settings;
  }

  PortalTime time() {
    return time;
  }

  Statuses statuses() {
    return statuses;
  }

  Users users() {
    return users;
  }

  Events events() {
    return events;
  }

  Crm crm() {
    return crm;
  }

  Activities activities() {
    return activities;
  }

  Calls calls() {
    return calls;
  }
}
