package simtrix.phone.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static simtrix.phone.testing.Calls.EVA;

import java.nio.charset.StandardCharsets;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.account.PairingResult;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeKeystore;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class KeyVaultTest {

  private static final byte[] PLAIN = "Eva Kern".getBytes(StandardCharsets.UTF_8);

  @Rule public final Bench bench = Bench.unpaired();

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
    bench.keep(bench.missed(EVA));
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

  /** Android has one exception for "gone" and for "not now"; only the first would be for good. */
  @Test
  public void aKeyThatCannotBeReadForAWhileIsNotThrownAway() {
    bench.pair();
    FakeKeystore.unreadable(true);
    bench.kill();
    bench.keep(bench.missed(EVA));
    assertThat(bench.outbox.send()).as("the phone tries again by itself").isPresent();
    assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.PAIR_AGAIN);

    FakeKeystore.unreadable(false);

    assertThat(bench.account.mustPairAgain()).isFalse();
    assertThat(bench.outbox.send()).isEmpty();
    assertThat(bench.outbox.state().waiting()).isZero();
  }

  /** Where the key is never readable again, the next pairing begins with a new one. */
  @Test
  public void aKeyThatStaysUnreadableIsReplacedByPairingAgain() {
    bench.pair();
    FakeKeystore.unreadableUntilDeleted();
    bench.kill();
    assertThat(bench.account.mustPairAgain()).isTrue();

    bench.pair();

    assertThat(bench.account.mustPairAgain()).isFalse();
  }

  @Test
  public void aPhoneWithoutAKeyStoreSpendsNoCode() {
    FakeKeystore.remove();
    bench.kill();

    assertThat(bench.account.pair(bench.server.code())).isEqualTo(PairingResult.NOT_NOW);
    assertThat(bench.server.requests()).isEmpty();
  }

  @Test
  public void theTokenIsNowhereInClear() {
    bench.pair();

    assertThat(bench.account.credentials().orElseThrow().token()).isEqualTo("token-1");
    assertThat(bench.notes.text("token").orElseThrow()).doesNotContain("token-1");
  }
}
