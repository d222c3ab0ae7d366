package simtrix.phone.panel;

import java.util.UUID;
import simtrix.phone.call.Ring;
import simtrix.phone.server.Card;

/**
 * Shows who is calling. Every method may be called on any thread and at any time; what is said of
 * another call than the one that rings now is ignored, so that no answer for an earlier call is
 * ever shown.
 */
public interface Panel {

  /** A call rings; the same call again when its number has become known. */
  void ringing(Ring ring);

  /**
   * The card of a call.
   *
   * @param fromPhone whether it comes from this phone's own memory, because the server cannot be
   *     reached
   */
  void card(UUID call, Card card, boolean fromPhone);

  /** The server takes longer than usual; the call goes on being looked up. */
  void slow(UUID call);

  /** The server cannot be reached, and the phone remembers nothing of this number. */
  void offline(UUID call);

  /** The call was taken; the panel may stay a moment. */
  void answered(UUID call);

  /** The call is over: the panel goes. */
  void ended(UUID call);
}
