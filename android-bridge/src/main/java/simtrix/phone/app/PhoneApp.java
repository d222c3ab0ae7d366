package simtrix.phone.app;

import android.app.Application;
import java.util.Optional;
import simtrix.phone.panel.PhonePanel;
import simtrix.phone.telephony.CallWatch;

/** The process of this app, whatever Android started it for. */
public class PhoneApp extends Application implements PartsSource, CallWatch.Host {

  private Optional<PhoneParts> parts = Optional.empty();

  @Override
  public void onCreate() {
    super.onCreate();
    parts().carryOn();
  }

  @Override
  public synchronized PhoneParts parts() {
    if (parts.isEmpty()) {
      parts = Optional.of(new PhoneParts(this, seams()));
    }
    return parts.get();
  }

  @Override
  public CallWatch watch() {
    return parts().watch();
  }

  /** Tests hand in others. */
  protected Seams seams() {
    return Seams.of(this, account -> new PhonePanel(this, account));
  }

  /** Only tests come here: on a phone a process simply ends. */
  @Override
  public synchronized void onTerminate() {
    parts.ifPresent(PhoneParts::close);
    parts = Optional.empty();
    super.onTerminate();
  }
}
