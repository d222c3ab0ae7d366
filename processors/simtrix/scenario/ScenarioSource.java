package simtrix.scenario;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import simtrix.text.Sentence;

/**
 * Where the rules come from: the operator's file, or the copy inside the jar when there is none.
 *
 * @param file the operator's
 */
record ScenarioSource(Path file) {

  static final String INSIDE = "config/scenarios.yaml inside the jar";

  private static final ClassPathResource COPY = new ClassPathResource("config/scenarios.yaml");

  boolean isThere() {
    return Files.isRegularFile(file);
  }

  /** How it is called in sentences. */
  String name() {
    return isThere() ? file.toString() : INSIDE;
  }

  /**
   * Reads and checks it.
   *
   * @throws BrokenScenariosException with a line for each mistake
   */
  Rules.Everywhere read(ScenarioReader reader) throws BrokenScenariosException {
    String name = name();
    Path misnamed = file.resolveSibling(file.getFileName().toString().replace(".yaml", ".yml"));
    if (!isThere() && Files.exists(misnamed)) {
      throw broken(misnamed.toString(), Sentence.of("mistake.misnamed", file.getFileName()));
    }
    try {
      return reader.read(
          name,
          isThere() ? Files.readString(file) : COPY.getContentAsString(StandardCharsets.UTF_8));
    } catch (MalformedInputException notUtf8) {
      throw broken(name, Sentence.of("mistake.not-utf8"));
    } catch (IOException unreadable) {
      throw broken(name, Sentence.of("mistake.unreadable", unreadable.getClass().getSimpleName()));
    }
  }

  private static BrokenScenariosException broken(String file, Sentence sentence) {
    return new BrokenScenariosException(List.of(new Mistake(0, 0, sentence).in(file)));
  }
}
