package simtrix.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Comparator;
import java.util.List;
import simtrix.scenario.YamlText.NotYamlException;

/** Makes rules out of the file's text, and the text of a chosen rule for the journal. */
public final class ScenarioReader {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final SchemaCheck schema = new SchemaCheck();

  /**
   * @param file its name, for sentences
   * @throws BrokenScenariosException with a line for each mistake
   */
  Rules.Everywhere read(String file, String text) throws BrokenScenariosException {
    YamlText yaml;
    try {
      yaml = YamlText.parse(text);
    } catch (NotYamlException broken) {
      throw broken(file, List.of(broken.mistake()));
    }
    List<Mistake> mistakes = schema.of(yaml);
    if (!mistakes.isEmpty()) {
      throw broken(file, mistakes);
    }
    Rules.Everywhere rules = MAPPER.convertValue(yaml.content(), Rules.Everywhere.class);
    mistakes = RuleCheck.of(yaml, rules);
    if (!mistakes.isEmpty()) {
      throw broken(file, mistakes);
    }
    return rules;
  }

  /** A chosen rule, to be kept with its call. */
  public static String written(Chosen chosen) {
    try {
      return MAPPER.writeValueAsString(chosen);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** A chosen rule that was kept with its call. */
  public static Chosen chosen(String written) {
    try {
      return MAPPER.readValue(written, Chosen.class);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(
          "The journal has a rule that this version of the server does not understand.", fault);
    }
  }

  private static BrokenScenariosException broken(String file, List<Mistake> mistakes) {
    return new BrokenScenariosException(
        mistakes.stream()
            .sorted(Comparator.comparing(Mistake::line).thenComparing(Mistake::column))
            .map(mistake -> mistake.in(file))
            .distinct()
            .toList());
  }
}
