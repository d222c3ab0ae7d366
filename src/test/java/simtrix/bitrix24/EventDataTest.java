package simtrix.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The id in EVENT_DATA, whose filled shape nobody has documented (REFERENCE 7.4)")
class EventDataTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"FIELDS\":{\"ID\":7}}",
        "{\"FIELDS\":{\"ID\":\"7\",\"CATEGORY_ID\":\"2\"}}",
        "{\"fields\":{\"id\":\"7\"}}",
        "{\"ID\":\"7\"}",
        "[{\"FIELDS\":{\"ID\":\"7\"}}]",
        "{\"FIELDS[ID]\":\"7\"}",
        "{\"FIELDS\":[{\"ID\":7}]}",
        "\"{\\\"FIELDS\\\":{\\\"ID\\\":7}}\"",
        "\"a:1:{s:6:\\\"FIELDS\\\";a:1:{s:2:\\\"ID\\\";i:7;}}\"",
        "\"a:1:{s:6:\\\"FIELDS\\\";a:1:{s:2:\\\"ID\\\";s:1:\\\"7\\\";}}\""
      })
  @DisplayName("Every likely shape is read")
  void read(String data) throws JsonProcessingException {
    assertThat(EventData.recordId(JSON.readTree(data))).contains(7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "false",
        "null",
        "[]",
        "{}",
        "7",
        "\"nonsense\"",
        "{\"FIELDS\":{\"ID\":\"\"}}",
        "{\"FIELDS\":{\"ID\":0}}",
        "{\"FIELDS\":{\"ID\":-7}}",
        "{\"FIELDS\":{\"ID\":{\"n\":7}}}",
        "[{\"ID\":7},{\"ID\":8}]",
        "[[[[[[[{\"ID\":7}]]]]]]]"
      })
  @DisplayName("Anything else is no id, and never another record's")
  void notRead(String data) throws JsonProcessingException {
    assertThat(EventData.recordId(JSON.readTree(data))).isEmpty();
  }
}
