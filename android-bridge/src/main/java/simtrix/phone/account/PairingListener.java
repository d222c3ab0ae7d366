package simtrix.phone.account;

import java.util.Optional;

/** Is told when this phone has been paired, on the thread that paired it. */
public interface PairingListener {

  /**
   * @param company names the company in the outbox
   * @param before the company's earlier name, when this phone was its phone before: what waits
   *     under that name is the new pairing's
   */
  void paired(String company, Optional<String> before);

  /** This phone is nobody's from now on. */
  default void unpaired() {}
}
