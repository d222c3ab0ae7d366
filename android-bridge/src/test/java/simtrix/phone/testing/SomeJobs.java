package simtrix.phone.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import simtrix.phone.device.Jobs;

/** Writes down what Android is asked for. */
public final class SomeJobs implements Jobs {

  private final List<String> asked = new CopyOnWriteArrayList<>();

  public List<String> asked() {
    return asked;
  }

  @Override
  public void sendWhenOnline() {
    asked.add("send");
  }

  @Override
  public void sendWhenOnline(long delayMillis) {
    asked.add("send in " + delayMillis);
  }

  @Override
  public void judgeSoon() {
    asked.add("judge");
  }

  @Override
  public void watch() {
    asked.add("watch");
  }
}
