package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Urgency;

/** How chains become one request (REFERENCE 4). */
class BatchRequestTest {

  @Test
  void aLoneCommandIsThePlainMethodWithItsParameters() {
    BatchRequest request =
        new BatchRequest(List.of(chain(new Command("me", "profile", Map.of("ID", 7)))));

    assertThat(request.isBatch()).isFalse();
    assertThat(request.method()).isEqualTo("profile");
    assertThat(request.body()).isEqualTo(Map.of("ID", 7));
  }

  @Test
  void twoChainsMayUseTheSameNamesAndKeepTheirReferences() {
    Command register = new Command("register", "telephony.externalCall.register", Map.of("A", 1));
    Command finish =
        new Command(
            "finish",
            "telephony.externalCall.finish",
            Map.of("CALL_ID", "$result[register][CALL_ID]"));

    BatchRequest request =
        new BatchRequest(List.of(chain(register, finish), chain(register, finish)));

    assertThat(request.body())
        .containsEntry("halt", 0)
        .containsEntry(
            "cmd",
            Map.of(
                "c0_register", "telephony.externalCall.register?A=1",
                "c0_finish", "telephony.externalCall.finish?CALL_ID=$result[c0_register][CALL_ID]",
                "c1_register", "telephony.externalCall.register?A=1",
                "c1_finish",
                    "telephony.externalCall.finish?CALL_ID=$result[c1_register][CALL_ID]"));
  }

  @Test
  void commandsKeepTheirOrder() {
    Command[] commands = new Command[50];
    Arrays.setAll(commands, i -> new Command("n" + (char) ('a' + i % 26) + i, "m", Map.of()));

    Map<?, ?> cmd = (Map<?, ?>) new BatchRequest(List.of(chain(commands))).body().get("cmd");

    List<Object> wanted = Arrays.stream(commands).<Object>map(c -> "c0_" + c.name()).toList();
    assertThat(List.<Object>copyOf(cmd.keySet())).isEqualTo(wanted);
  }

  @Test
  void referencesDeepInsideAndStrangersAreTold() {
    Command find = new Command("find", "crm.duplicate.findbycomm", Map.of());
    Command get =
        new Command(
            "get",
            "crm.item.list",
            Map.of(
                "filter",
                Map.of("@id", List.of("$result[find][CONTACT][0]", "$result[other][X]"))));

    Map<?, ?> cmd = (Map<?, ?>) new BatchRequest(List.of(chain(find, get))).body().get("cmd");

    assertThat(cmd.get("c0_get"))
        .isEqualTo(
            "crm.item.list?filter[%40id][0]=$result[c0_find][CONTACT][0]&filter[%40id][1]=$result[other][X]");
  }

  @Test
  void parametersAreEncodedOnceAsPhpReadsThem() {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("filter", Map.of(">=DATE", "a&b=c+d"));
    params.put("flag", true);
    params.put("name", "Eva Kern 100 % ü");
    params.put("nothing", null);
    params.put("list", List.of());

    assertThat(PhpQuery.of(params))
        .isEqualTo("filter[%3E%3DDATE]=a%26b%3Dc%2Bd&flag=1&name=Eva%20Kern%20100%20%25%20%C3%BC");
  }

  @Test
  void aDollarInATextIsNoReference() {
    Command one = new Command("one", "m", Map.of("t", "costs 5$ or $result"));
    Command two = new Command("two", "m", Map.of());

    Map<?, ?> cmd = (Map<?, ?>) new BatchRequest(List.of(chain(one, two))).body().get("cmd");

    assertThat(cmd.get("c0_one")).isEqualTo("m?t=costs%205%24%20or%20%24result");
  }

  private static Chain chain(Command... commands) {
    return Chain.of(Urgency.WRITE, List.of(commands));
  }
}
