package simtrix.writing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.bitrix24.RouteCommand;
import simtrix.call.Call;
import simtrix.failure.CrmFailure;

@DisplayName("A command that a route has written itself")
class PortalCommandTest {

  private final RouteCommand portal = mock(RouteCommand.class);
  private final PortalCommand command = new PortalCommand(portal, new ObjectMapper());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "crm.contact.update",
        "[]",
        "{\"method\": \"crm.contact.update\"}",
        "{\"params\": {}}",
        "{\"method\": \"crm.contact.update\", \"params\": {\"id\": }}"
      })
  @DisplayName("One that cannot be read goes nowhere, and support reads what to do")
  void unreadable(String text) {
    assertThatThrownBy(() -> command.send(mock(Call.class), text))
        .isInstanceOf(CrmFailure.class)
        .hasMessageContaining("Mend it in the route file, then retry.");
    verifyNoInteractions(portal);
  }
}
