package simtrix.phone.server;

/**
 * What the company has decided for its phones.
 *
 * @param overlay whether the panel may be shown
 * @param recording whether recordings may be uploaded at all
 */
public record PhoneSettings(boolean overlay, boolean recording) {

  /** What holds until the server has said otherwise. */
  public static final PhoneSettings CAUTIOUS = new PhoneSettings(true, false);
}
