package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import simtrix.testing.Commands;
import simtrix.testing.DatabaseProcess;

/** The commands of "Backup and restore" in docs/operations.md, run as they are printed there. */
final class BackupGuide {

  private static final Path GUIDE = Path.of("docs", "operations.md");
  private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  private final Path folder = Commands.freshFolder("backup").toAbsolutePath();
  private final Map<String, String> environment;

  /** With the folder of a server that runs everything itself. */
  BackupGuide(Path data) {
    environment = Map.of("SIMTRIX_DATA", data.toString());
  }

  /** With the account of a database in {@code ~/.my.cnf}. */
  BackupGuide(DatabaseProcess database) throws IOException {
    StringBuilder account = new StringBuilder("[client]\n");
    database.clientArguments().stream()
        .filter(argument -> argument.contains("="))
        .forEach(argument -> account.append(argument.substring(2)).append('\n'));
    Files.writeString(folder.resolve(".my.cnf"), account);
    environment = Map.of("HOME", folder.toString());
  }

  /** The one block of the section that contains this. */
  void run(String known) {
    assertThat(blocks()).filteredOn(block -> block.contains(known)).hasSize(1);
    blocks().stream().filter(block -> block.contains(known)).forEach(this::execute);
  }

  private void execute(String commands) {
    try {
      Path said = folder.resolve("output.log");
      ProcessBuilder shell =
          new ProcessBuilder("sh", "-ec", commands)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(said.toFile()));
      shell.environment().putAll(environment);
      int ended = shell.start().waitFor();
      assertThat(ended).as("%s%n%s", commands, Files.readString(said)).isZero();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static List<String> blocks() {
    try {
      String guide = Files.readString(GUIDE);
      String section = guide.substring(guide.indexOf("## Backup and restore"));
      return COMMANDS.matcher(section).results().map(found -> found.group(1)).toList();
    } catch (IOException noGuide) {
      throw new UncheckedIOException(noGuide);
    }
  }
}
