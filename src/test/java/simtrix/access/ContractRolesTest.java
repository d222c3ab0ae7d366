package simtrix.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The roles in the contract of the support API")
class ContractRolesTest {

  @Test
  @DisplayName("Every operation names its role, and a reader changes nothing")
  void everyOperation() throws IOException {
    JsonNode contract =
        new YAMLMapper().readTree(Path.of("src/main/resources/openapi/support-v1.yaml").toFile());
    int operations = 0;
    for (JsonNode path : contract.path("paths")) {
      for (Map.Entry<String, JsonNode> operation : path.properties()) {
        String id = operation.getValue().path("operationId").asText();
        Role role = Role.of(operation.getValue().path("x-role").asText());
        if (!operation.getKey().equals("get")) {
          assertThat(role).as(id).isNotEqualTo(Role.READER);
        }
        operations++;
      }
    }
    assertThat(operations).isGreaterThan(20);
  }

  @Test
  @DisplayName("A role covers itself and those below")
  void covers() {
    assertThat(Role.ADMIN.covers(Role.READER)).isTrue();
    assertThat(Role.OPERATOR.covers(Role.OPERATOR)).isTrue();
    assertThat(Role.READER.covers(Role.OPERATOR)).isFalse();
  }
}
