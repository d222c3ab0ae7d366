package simtrix.phone.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import simtrix.phone.call.Call;
import simtrix.phone.server.Answer;
import simtrix.phone.server.Credentials;

/** What is sent of a call once its event has been accepted. */
public interface Attachments {

  /** Whether something is to follow this call's event. */
  boolean follows(Call call);

  /** Notes that something follows, in one transaction with the call's event. */
  void expect(String company, Call call);

  /** When to look again for what is expected and not there yet; empty when nothing is. */
  Optional<Duration> lookAgain();

  /** The next of this company whose call has no event waiting. */
  Optional<Attachment> next(String company);

  /** How many are there and wait. */
  int count();

  /** One that is ready to be sent. */
  interface Attachment {

    UUID call();

    Optional<String> number();

    Instant callAt();

    Answer<Boolean> send(Credentials to);

    /** The server has it. */
    void taken();

    /** The server will never take it, or the phone no longer has it. */
    void refused();

    /** The server broke at it: others come first now. */
    void failed();
  }
}
