package simtrix.console;

import simtrix.support.RetryOutlook;

/** What a retry would do, as a sentence. */
final class Outlook {

  /**
   * @param text for the reader
   * @param possible whether it can be retried now
   */
  public record Told(String text, boolean possible) {}

  private final Shown shown;

  Outlook(Shown shown) {
    this.shown = shown;
  }

  Told of(RetryOutlook outlook) {
    String code = outlook.code();
    boolean withDeal = code.equals("WRITE_TO_ENTITY") && outlook.values().containsKey("dealId");
    String key = "outlook." + code + (withDeal ? ".DEAL" : "");
    return new Told(new NamedPlaces(shown, outlook.values()).text(key), outlook.possible());
  }
}
