package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;
import simtrix.phone.screen.TypedAddress.Verdict;

public class TypedAddressTest {

  @Test
  public void anAddressIsTakenAsPeopleTypeIt() {
    assertThat(read("calls.example.com").url()).isEqualTo("https://calls.example.com");
    assertThat(read("  HTTPS://Calls.Example.com/ ").url()).isEqualTo("https://calls.example.com");
    assertThat(read("https://example.com:8443/bridge/").url())
        .isEqualTo("https://example.com:8443/bridge");
    assertThat(read("https://example.com:8443/bridge/").host()).isEqualTo("example.com:8443");
  }

  @Test
  public void withoutEncryptionNothingIsSent() {
    assertThat(read("http://calls.example.com").verdict()).isEqualTo(Verdict.NOT_SECURE);
    assertThat(read("http://192.168.1.10:8080").verdict()).isEqualTo(Verdict.NOT_SECURE);
    assertThat(read("http://localhost:8080").verdict()).isEqualTo(Verdict.NOT_SECURE);
    assertThat(read("http://localhost.evil.example").verdict()).isEqualTo(Verdict.NOT_SECURE);
  }

  @Test
  public void aDebugBuildMaySpeakToItsOwnMachine() {
    assertThat(TypedAddress.read("http://localhost:8080", true).url())
        .isEqualTo("http://localhost:8080");
    for (String other : new String[] {"http://192.168.1.10", "http://10.0.2.2"}) {
      assertThat(TypedAddress.read(other, true).verdict())
          .as("%s, to which the app would then not speak", other)
          .isEqualTo(Verdict.NOT_SECURE);
    }
  }

  @Test
  public void whatIsNoAddressIsNone() {
    for (String text :
        new String[] {
          "",
          "  ",
          "https://",
          "two words",
          "ftp://example.com",
          "javascript://example.com",
          "https://user:secret@example.com",
          "https://good.example@evil.example",
          "https://example.com?x=1",
          "https://example.com#x",
          "https://exa mple.com"
        }) {
      assertThat(read(text).verdict()).as(text).isEqualTo(Verdict.NO_ADDRESS);
    }
  }

  @Test
  public void lettersThatOnlyLookAlikeAreWrittenOut() {
    assertThat(read("https://müller.example").host()).isEqualTo("xn--mller-kva.example");
    assertThat(read("https://exаmple.com").host()).startsWith("xn--");
  }

  private static TypedAddress read(String typed) {
    return TypedAddress.read(typed, false);
  }
}
