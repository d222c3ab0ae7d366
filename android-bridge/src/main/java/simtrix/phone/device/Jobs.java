package simtrix.phone.device;

/** What Android is asked to wake this app for. The same request twice is one. */
public interface Jobs {

  /** Wakes it as soon as there is a network, also after the process or the phone was restarted. */
  void sendWhenOnline();

  /** The same, but not before this time has passed. */
  void sendWhenOnline(long delayMillis);

  /** Wakes it in a moment to judge the calls that are over. */
  void judgeSoon();

  /** Wakes it when the call log changes and once a day. */
  void watch();
}
