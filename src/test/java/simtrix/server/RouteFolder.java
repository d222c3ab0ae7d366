package simtrix.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of the routes that a test may edit as an engineer would. */
record RouteFolder(Path path) {

  private static final String ENDING = ".camel.yaml";

  static RouteFolder copyOfRoutesTo(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    return new RouteFolder(folder);
  }

  String pattern() {
    return "file:" + path + "/*" + ENDING;
  }

  String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException notRead) {
      throw new UncheckedIOException(notRead);
    }
  }

  void write(String name, String text) {
    try {
      Files.writeString(file(name), text);
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    }
  }

  void append(String name, String text) {
    try {
      Files.writeString(file(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    }
  }

  void edit(String name, UnaryOperator<String> change) {
    write(name, change.apply(read(name)));
  }

  void delete(String name) {
    try {
      Files.delete(file(name));
    } catch (IOException notDeleted) {
      throw new UncheckedIOException(notDeleted);
    }
  }

  /** Has each entry of the file say something else, and do the same. */
  void touchAll(String name, int edit) {
    edit(
        name,
        text ->
            text.lines()
                .filter(line -> !line.startsWith("    # edit"))
                .flatMap(
                    line ->
                        line.startsWith("    id: ")
                            ? List.of(line, "    # edit " + edit).stream()
                            : Stream.of(line))
                .reduce("", (all, line) -> all + line + "\n"));
  }

  private Path file(String name) {
    return path.resolve(name + ENDING);
  }
}
