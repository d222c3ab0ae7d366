package simtrix.phone.outbox;

import java.util.List;

/** The screens' view of the outbox. Reads the disk: never on the main thread. */
public interface Outbox {

  OutboxState state();

  List<Refusal> refusals();

  /** A person has seen it. */
  void dismiss(long refusal);

  /** Tries at once, whatever the waiting time says. */
  void sendNow();
}
