package simtrix.phone.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.account.PairingCode;
import simtrix.phone.account.PairingResult;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeKeystore;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {29, 35},
    application = android.app.Application.class)
public class KeyVaultTest {

  private static final byte[] PLAIN = "Eva Kern".getBytes(StandardCharsets.UTF_8);

  private Bench bench;

  @Before
  public void aPhone() {
    bench = new Bench();
  }

  @After
  public void close() throws Exception {
    bench.close();
  }

  @Test
  public void whatIsSealedIsOpenedByALaterProcessAndByNothingElse() {
    byte[] sealed = bench.vault.seal("card", PLAIN);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Eva");
    bench.kill();

    assertThat(bench.vault.open("card", sealed)).contains(PLAIN);
    assertThat(bench.vault.open("token", sealed)).isEmpty();
    sealed[20] ^= 1;
    assertThat(bench.vault.open("card", sealed)).isEmpty();
    assertThat(bench.vault.open("card", new byte[3])).isEmpty();
  }

  @Test
  public void aLostKeyMeansPairingAgainAndNoCrash() {
    bench.pair();
    assertThat(bench.account.mustPairAgain()).isFalse();
    FakeKeystore.loseKeys();
    bench.kill();

    assertThat(bench.account.credentials()).isEmpty();
    assertThat(bench.account.mustPairAgain()).isTrue();
    bench.keep(bench.missed("+4915112345678"));
    bench.outbox.send();
    assertThat(bench.outbox.state().waiting()).isEqualTo(1);
    bench.pair();
    bench.outbox.send();
    assertThat(bench.outbox.state().waiting()).isZero();
  }

  @Test
  public void aKeyStoreThatFailsForAWhileLosesNothing() {
    bench.pair();
    FakeKeystore.breakDown(true);
    bench.kill();
    assertThat(bench.account.credentials()).isEmpty();
    assertThatThrownBy(() -> bench.vault.seal("card", PLAIN))
        .isInstanceOf(IllegalStateException.class);

    FakeKeystore.breakDown(false);

    assertThat(bench.account.credentials()).isPresent();
  }

  @Test
  public void aPhoneWithoutAKeyStoreSpendsNoCode() {
    FakeKeystore.remove();
    bench.kill();

    assertThat(bench.account.pair(new PairingCode(bench.server.url(), "H7KM-3QXP")))
        .isEqualTo(PairingResult.NOT_NOW);
    assertThat(bench.server.requests()).isEmpty();
  }

  @Test
  public void theTokenIsNowhereInClear() {
    bench.pair();

    assertThat(bench.account.credentials().orElseThrow().token()).isEqualTo("token-1");
    assertThat(bench.notes.text("token").orElseThrow()).doesNotContain("token-1");
  }
}
