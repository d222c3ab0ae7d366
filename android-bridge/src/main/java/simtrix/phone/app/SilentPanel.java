package simtrix.phone.app;

import java.util.UUID;
import simtrix.phone.call.Ring;
import simtrix.phone.panel.Panel;
import simtrix.phone.server.Card;

/** Shows nothing. */
final class SilentPanel implements Panel {

  @Override
  public void ringing(Ring ring) {}

  @Override
  public void card(UUID call, Card card, boolean fromPhone) {}

  @Override
  public void slow(UUID call) {}

  @Override
  public void offline(UUID call) {}

  @Override
  public void answered(UUID call) {}

  @Override
  public void ended(UUID call) {}
}
