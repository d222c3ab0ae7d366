package simtrix.phone.testing;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import simtrix.phone.call.Ring;
import simtrix.phone.panel.Panel;
import simtrix.phone.server.Card;

/** Writes down what it is told. */
public final class RecordingPanel implements Panel {

  /** One telling; {@code card} and {@code ring} where it had one. */
  public record Told(String what, UUID call, Ring ring, Card card) {}

  private final List<Told> told = new CopyOnWriteArrayList<>();

  public List<Told> told() {
    return told;
  }

  /** The words of the tellings about a call. */
  public List<String> about(UUID call) {
    return told.stream().filter(t -> t.call().equals(call)).map(Told::what).toList();
  }

  public List<String> words() {
    return told.stream().map(Told::what).toList();
  }

  @Override
  public void ringing(Ring ring) {
    told.add(new Told("ringing", ring.id(), ring, null));
  }

  @Override
  public void card(UUID call, Card card, boolean fromPhone) {
    String what = (fromPhone ? "remembered " : "card ") + card.kind();
    told.add(new Told(what, call, null, card));
  }

  @Override
  public void slow(UUID call) {
    told.add(new Told("slow", call, null, null));
  }

  @Override
  public void offline(UUID call) {
    told.add(new Told("offline", call, null, null));
  }

  @Override
  public void answered(UUID call) {
    told.add(new Told("answered", call, null, null));
  }

  @Override
  public void ended(UUID call) {
    told.add(new Told("ended", call, null, null));
  }
}
