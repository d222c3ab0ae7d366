package simtrix.phone.app;

import java.util.concurrent.Executor;
import simtrix.phone.account.Account;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.health.Health;
import simtrix.phone.history.History;
import simtrix.phone.outbox.Outbox;

/** What the screens may use. An activity gets it from its application, a test makes its own. */
public interface Parts {

  Account account();

  Outbox outbox();

  History history();

  Health health();

  SelfTest selfTest();

  PhoneClock clock();

  /** For all that reads a disk or the network. */
  Executor background();
}
