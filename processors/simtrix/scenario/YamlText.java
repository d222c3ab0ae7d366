package simtrix.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import simtrix.text.Sentence;

/**
 * A YAML 1.2 text as JSON, which remembers where everything stood.
 *
 * @param keys where each key stands, by its path
 * @param values where each value begins, by its path
 */
record YamlText(JsonNode content, Map<Path, Place> keys, Map<Path, Place> values) {

  /** Line and column, from 1. */
  record Place(int line, int column) {}

  /** The keys and indexes that lead to a value. */
  record Path(List<String> steps) {

    static final Path ROOT = new Path(List.of());

    static Path of(String... steps) {
      return new Path(List.of(steps));
    }

    Path and(String step) {
      List<String> longer = new ArrayList<>(steps);
      longer.add(step);
      return new Path(List.copyOf(longer));
    }

    /** As people write it; an index counts from 1. */
    Sentence said() {
      Sentence said = Sentence.untranslated("");
      String separator = "";
      for (String step : steps) {
        said =
            step.matches("\\d+")
                ? Sentence.of("mistake.entry", said, Integer.parseInt(step) + 1)
                : Sentence.of("mistake.step", said, separator, step);
        separator = ".";
      }
      return said;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Place NOWHERE = new Place(0, 0);

  /**
   * @throws NotYamlException with the place and the reason
   */
  static YamlText parse(String text) throws NotYamlException {
    LoadSettings settings =
        LoadSettings.builder().setAllowDuplicateKeys(false).setUseMarks(true).build();
    try {
      Map<Path, Place> keys = new HashMap<>();
      Map<Path, Place> values = new HashMap<>();
      Optional<Node> root = new Compose(settings).composeString(text);
      root.ifPresent(node -> locate(node, Path.ROOT, keys, values));
      JsonNode content = JSON.valueToTree(new Load(settings).loadFromString(text));
      return new YamlText(content, keys, values);
    } catch (MarkedYamlEngineException broken) {
      throw new NotYamlException(mistake(broken));
    } catch (YamlEngineException | IllegalArgumentException broken) {
      throw new NotYamlException(
          new Mistake(0, 0, Sentence.of("mistake.no-yaml", broken.getMessage())));
    }
  }

  /** Where a value begins. */
  Place placeOf(Path path) {
    return values.getOrDefault(path, NOWHERE);
  }

  /** Where a key stands; where there is none by that name, where its parent begins. */
  Place placeOfKey(Path parent, String key) {
    return keys.getOrDefault(parent.and(key), keys.getOrDefault(parent, placeOf(parent)));
  }

  private static void locate(Node node, Path path, Map<Path, Place> keys, Map<Path, Place> values) {
    values.put(path, place(node));
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          Path below = path.and(key.getValue());
          keys.put(below, place(key));
          locate(tuple.getValueNode(), below, keys, values);
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        locate(sequence.getValue().get(i), path.and(Integer.toString(i)), keys, values);
      }
    }
  }

  private static Place place(Node node) {
    return node.getStartMark()
        .map(mark -> new Place(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(NOWHERE);
  }

  private static Mistake mistake(MarkedYamlEngineException broken) {
    String reason = broken.getProblem();
    String key =
        reason.contains("'\\t(TAB)'")
            ? "mistake.tab"
            : reason.contains("duplicate key") ? "mistake.key-twice" : "mistake.no-yaml-here";
    Sentence advice = Sentence.of(key, reason);
    return broken
        .getProblemMark()
        .map(mark -> new Mistake(mark.getLine() + 1, mark.getColumn() + 1, advice))
        .orElseGet(() -> new Mistake(0, 0, advice));
  }

  /** The text is no YAML. */
  static final class NotYamlException extends Exception {

    private final transient Mistake mistake;

    NotYamlException(Mistake mistake) {
      super(mistake.sentence().english());
      this.mistake = mistake;
    }

    Mistake mistake() {
      return mistake;
    }
  }
}
